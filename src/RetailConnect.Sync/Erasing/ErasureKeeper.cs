using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Erasing;

/// <summary>Brings erasures to their end, however often a host dies meanwhile, and takes out of documents that ended since what they still say of erased persons.</summary>
internal sealed partial class ErasureKeeper(EngineParts parts, Insistence insistence, ILogger<ErasureKeeper> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookThrough = TimeSpan.FromHours(20);

    /// <summary>Works as long as this host works for a tenant.</summary>
    public async Task KeepAsync(TenantRuntime runtime, CancellationToken cancellationToken)
    {
        var looked = default(DateTimeOffset?);
        while (parts.Erasures is { } store && !cancellationToken.IsCancellationRequested)
        {
            await insistence.OnAsync(
                runtime.Tenant, "erasures",
                async token =>
                {
                    CallScope.Priority = CallPriority.Backfill;
                    foreach (var open in (await store.ListErasuresAsync(runtime.Tenant, open: true, token)).Where(erasure => !(erasure.NotBefore > parts.Time.GetUtcNow())))
                    {
                        await RunAsync(runtime, open.Receipt.Person, token);
                    }

                    if (looked is null || parts.Time.GetUtcNow() - looked >= LookThrough)
                    {
                        await LookThroughAsync(runtime, store, token);
                        looked = parts.Time.GetUtcNow();
                    }
                },
                cancellationToken);
            await parts.RestAsync(Look, cancellationToken);
        }
    }

    /// <summary>Makes one attempt, unless the erasure has come to its end; one attempt at a time.</summary>
    public async ValueTask<Erasure> RunAsync(TenantRuntime runtime, CanonicalId person, CancellationToken cancellationToken)
    {
        var store = parts.Erasures!;
        var turn = runtime.TurnOf(EntityType.CustomerErasure);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var erasure = await store.FindErasureAsync(runtime.Tenant, person, cancellationToken) ?? throw new InvalidOperationException($"The erasure of '{person}' was never decided.");
            if (erasure.Receipt.DoneAt is not null)
            {
                return erasure;
            }

            erasure = await new ErasureRun(runtime, store, erasure).RunAsync(cancellationToken);
            Tell(erasure);
            return erasure;
        }
        finally
        {
            turn.Release();
        }
    }

    private void Tell(Erasure erasure)
    {
        var receipt = erasure.Receipt;
        if (receipt.DoneAt is not null)
        {
            LogDone(receipt.Tenant, receipt.Person);
        }

        foreach (var failed in receipt.Places.Where(place => place.Outcome is ErasureOutcome.Failed))
        {
            LogFailed(receipt.Tenant, receipt.Person, failed.Place == ErasedPlace.Store ? "the store" : failed.Place, failed.Why);
        }
    }

    private static async ValueTask LookThroughAsync(TenantRuntime runtime, IErasureStore store, CancellationToken cancellationToken)
    {
        var turn = runtime.TurnOf(EntityType.CustomerErasure);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var done = (await store.ListErasuresAsync(runtime.Tenant, open: false, cancellationToken)).Where(erasure => erasure.DocumentsAt is not null).ToList();
            if (done.Count == 0)
            {
                return;
            }

            var after = await new ErasedDocuments(runtime, store).CleanAsync(done, cancellationToken);
            if (after.Any(erasure => erasure.IsToBeScoured))
            {
                await store.ScourAsync(cancellationToken);
            }

            foreach (var erasure in after.Where((erasure, index) => erasure.IsToBeScoured || !erasure.Receipt.Places.SequenceEqual(done[index].Receipt.Places)))
            {
                await runtime.Parts.Writer.CommitAsync(new() { Erasure = erasure with { IsToBeScoured = false } }, CancellationToken.None);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(2912, LogLevel.Information, "{Tenant}: customer {Person} is erased; the receipt says what was done.")]
    private partial void LogDone(TenantId tenant, CanonicalId person);

    [LoggerMessage(2913, LogLevel.Warning, "{Tenant}: customer {Person} is not erased in {Place} yet; it is tried again. {Reason}")]
    private partial void LogFailed(TenantId tenant, CanonicalId person, string place, string? reason);
}
