using System.Globalization;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Customers;

/// <summary>Decides about a new customer who shares something with known ones, before it is written anywhere: links it to one of them, asks a person, or lets it be new.</summary>
/// <remarks>It is decided in each lane until one has let the customer be new or has linked it, which is saved in the turn in which customers are accepted; from then on it holds for all.</remarks>
internal sealed partial class LikenessGate(TenantRuntime runtime, SyncDefinition sync, LikeProfiles profiles, EngineParts parts, ILogger<LikenessGate> logger) : ISyncMiddleware<Customer>
{
    private readonly LikenessBook book = new(parts.Crosswalk);
    private readonly CustomersOptions options = (CustomersOptions)sync.Options;

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Customer> context, SyncStep<Customer> next)
    {
        var envelope = context.Envelope;
        if (envelope is not { TargetId: null, Change.Value: { } customer })
        {
            return await next(context);
        }

        if (!await IsOwnAsync(envelope, context.CancellationToken))
        {
            // It was accepted before its profile became somebody else's, and would be written as a second customer now.
            return SyncOutcome.Skipped(Reasons.MergedProfile);
        }

        var candidates = await book.OpenAsync(envelope.Tenant, envelope.Canonical, context.CancellationToken);
        if (candidates.Count == 0)
        {
            return await next(context);
        }

        var alike = await AlikeAsync(envelope, customer, candidates, context.CancellationToken);
        return alike is [{ } one] && one.Likeness >= options.LinkFrom ? await DecideAsync(envelope, candidates, one, context.CancellationToken) ?? SyncOutcome.Skipped(Reasons.LinkedByLikeness)
            : alike.Count > 0 ? SyncOutcome.DeadLettered(Reasons.PossibleDuplicate, Named(envelope.Canonical, alike))
            : await DecideAsync(envelope, candidates, null, context.CancellationToken) ?? await next(context);
    }

    private static string Named(CanonicalId person, IReadOnlyList<(CanonicalId Person, double Likeness)> alike) =>
        $"{person} is new and may be {string.Join(" or ", alike.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Person} (likeness {one.Likeness:0.00})")))}.";

    private async ValueTask<bool> IsOwnAsync(Envelope<Customer> envelope, CancellationToken cancellationToken) =>
        await parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Origin), envelope.Change.Entity, cancellationToken) is not { } owner
        || await parts.Crosswalk.FollowAsync(envelope.Tenant, owner, cancellationToken) == envelope.Canonical;

    /// <summary>Who is so much alike that it matters, the most likely first. A person is as like as the profile of it that is most so.</summary>
    private async ValueTask<IReadOnlyList<(CanonicalId Person, double Likeness)>> AlikeAsync(Envelope<Customer> envelope, Customer customer, IReadOnlyList<CanonicalId> candidates, CancellationToken cancellationToken)
    {
        var said = await profiles.ReadAsync(envelope.Tenant, candidates, cancellationToken);
        return [.. said.Select(person => (Person: person.Key, Likeness: person.Max(profile => LikenessOf(customer, profile)))).Where(one => one.Likeness >= options.AskFrom).OrderByDescending(one => one.Likeness).ThenBy(one => one.Person.Value, StringComparer.Ordinal)];
    }

    private double LikenessOf(Customer customer, Customer profile) => options.Likeness!.Compare(customer, profile) is >= 0 and <= 1 and var likeness ? likeness
        : throw new InvalidOperationException($"{options.Likeness.GetType().Name} gave a likeness that is not from 0 to 1.");

    /// <summary>Saves what was decided, unless somebody changed it meanwhile: then it is looked at anew. A dry run saves nothing.</summary>
    /// <returns>Null when it is saved.</returns>
    private async ValueTask<SyncOutcome?> DecideAsync(Envelope<Customer> envelope, IReadOnlyList<CanonicalId> candidates, (CanonicalId Person, double Likeness)? link, CancellationToken cancellationToken)
    {
        if (options.DryRun)
        {
            return null;
        }

        var turn = runtime.TurnOf(EntityType.Customer);
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (!await IsOwnAsync(envelope, cancellationToken) || !candidates.SequenceEqual(await book.OpenAsync(envelope.Tenant, envelope.Canonical, cancellationToken)))
            {
                return SyncOutcome.Deferred(parts.Recovery.FirstDelay, Recover.Waiting);
            }

            var links = link is { Person: var stays } ? await new ProfileMoves(runtime, parts).MergeAsync(envelope.Canonical, stays, cancellationToken) : [LikenessBook.IsDecided(envelope.Tenant, envelope.Canonical)];
            await parts.Writer.CommitAsync(new() { Links = links }, cancellationToken);
            if (link is { } linked)
            {
                LogLinked(envelope.Tenant, envelope.Canonical, linked.Person, linked.Likeness);
            }

            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(2903, LogLevel.Information, "{Tenant}: customer {From} was merged into {Into} by likeness, {Likeness:0.00}.")]
    private partial void LogLinked(TenantId tenant, CanonicalId from, CanonicalId into, double likeness);
}
