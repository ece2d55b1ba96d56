using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Erasing;

/// <summary>One attempt to bring an erasure to its end: each step is saved with what it did, and finds nothing to do when it is repeated.</summary>
internal sealed class ErasureRun(TenantRuntime runtime, IErasureStore store, Erasure erasure)
{
    private const string Contacts = "hashes of e-mail addresses, phone numbers, names and places";
    private const string Changes = "changes of the customer: content, texts and fingerprints";
    private const string Links = "ids in the systems";

    /// <summary>Hashes of what the person told, and of what it shares with others.</summary>
    private static readonly EntityType[] Hashed = [EntityType.CustomerContact, EntityType.CustomerLikeness];
    private readonly TenantId tenant = erasure.Receipt.Tenant;

    public static async ValueTask<IReadOnlyList<ErasedProfile>> ProfilesAsync(Persons persons, TenantId tenant, IReadOnlyList<CanonicalId> all, CancellationToken cancellationToken)
    {
        var profiles = new List<ErasedProfile>();
        foreach (var person in all)
        {
            profiles.AddRange((await persons.LinksAsync(tenant, person, cancellationToken)).Select(link => new ErasedProfile(link.Connection, link.External)));
        }

        return [.. profiles.Distinct()];
    }

    public static async ValueTask<IReadOnlyList<KeptEnvelope>> ChangesAsync(IErasureStore store, TenantId tenant, IReadOnlyList<CanonicalId> all, CancellationToken cancellationToken)
    {
        var request = new KeptRequest(tenant, EntityType.Customer) { Of = all };
        var changes = new List<KeptEnvelope>();
        IReadOnlyList<KeptEnvelope> page;
        do
        {
            page = await store.LoadKeptAsync(request with { After = changes.LastOrDefault()?.Id ?? 0 }, cancellationToken);
            changes.AddRange(page);
        }
        while (page.Count == request.Limit);

        return changes;
    }

    /// <summary>Does what can be done now; returns how far it is.</summary>
    public async ValueTask<Erasure> RunAsync(CancellationToken cancellationToken)
    {
        var all = new[] { erasure.Receipt.Person }.Concat(erasure.Receipt.Merged).ToList();
        await ForgetAsync(all, cancellationToken);
        var waits = await CleanAsync(all, cancellationToken);
        if (erasure.DocumentsAt is null)
        {
            erasure = (await new ErasedDocuments(runtime, store).CleanAsync([erasure], cancellationToken))[0];
            await SaveAsync(new());
        }

        await ScourAsync(cancellationToken);
        if (!waits && !(erasure.ConnectionsFrom > Now))
        {
            await new ErasedConnections(runtime).EraseAsync(erasure.Receipt, SaidAsync, cancellationToken);
        }

        var isOver = !waits && erasure is { ConnectionsFrom: var from } && !(from > Now) && erasure.Receipt.Places.All(place => place.Outcome is not (ErasureOutcome.Failed or ErasureOutcome.Waiting));
        var attempts = erasure.Attempts + 1;
        erasure = isOver ? erasure with { Receipt = erasure.Receipt with { DoneAt = Now }, Attempts = attempts, NotBefore = null } : erasure with { Attempts = attempts, NotBefore = Now + runtime.Parts.Backoff(attempts) };
        await SaveAsync(new());
        return erasure;
    }

    private DateTimeOffset Now => runtime.Parts.Time.GetUtcNow();

    /// <summary>Removes what finds the person by what it told.</summary>
    public static IReadOnlyList<Unlinking> Unlinkings(TenantId tenant, IReadOnlyList<CanonicalId> all) => [.. from person in all from kept in Hashed select new Unlinking(tenant, kept, person)];

    /// <summary>Removes what would find the person again, and marks what the systems got to know since the decision.</summary>
    private async ValueTask ForgetAsync(IReadOnlyList<CanonicalId> all, CancellationToken cancellationToken)
    {
        var profiles = await ProfilesAsync(new(runtime.Parts), tenant, all, cancellationToken);
        var fresh = profiles.Except(erasure.Receipt.Profiles).ToList();
        erasure = erasure with { Receipt = erasure.Receipt with { Profiles = [.. erasure.Receipt.Profiles, .. fresh] } };
        Say(new(ErasedPlace.Store, Contacts, ErasureOutcome.Erased));
        Say(new(ErasedPlace.Store, Links, ErasureOutcome.Kept)
        {
            Count = erasure.Receipt.Profiles.Count, Why = "Documents that come later find their place by them, and what a profile still says is known by them as an erased person's. They name nobody once the systems have erased the person.",
        });
        await SaveAsync(new()
        {
            Unlinkings = Unlinkings(tenant, all),
            Doubts = [.. from person in all from connection in erasure.Receipt.Profiles.Select(profile => profile.Connection).Distinct() select new ContentDoubt(new(tenant, EntityType.Customer, connection), person)],
            Links = [.. fresh.Select(profile => ErasedProfiles.Mark(tenant, profile, erasure.Receipt.Person))],
        });
    }

    /// <summary>Takes the content out of what ended, and ends what is parked. Tells whether something waits: the next look of its lane skips it.</summary>
    private async ValueTask<bool> CleanAsync(IReadOnlyList<CanonicalId> all, CancellationToken cancellationToken)
    {
        var changes = await ChangesAsync(store, tenant, all, cancellationToken);
        var waits = changes.Count(change => change.State is null);
        foreach (var page in changes.Where(change => change.State is not null && IsToBeCleaned(change)).Chunk(new KeptRequest(tenant, EntityType.Customer).Limit))
        {
            Count(Changes, ErasureOutcome.Replaced, page.Length);
            erasure = erasure with { IsToBeScoured = true };
            await SaveAsync(new() { Cleaned = [.. page.Select(change => new CleanedEnvelope(change.Id, PersonalFields.Without(EntityType.Customer, change.Body)) { Ends = true })] });
        }

        Drop(Changes, ErasureOutcome.Waiting);
        if (waits > 0)
        {
            Say(new(ErasedPlace.Store, Changes, ErasureOutcome.Waiting) { Count = waits, Why = $"They are skipped at their lanes' next look, '{Reasons.Erased}', and never delivered." });
        }

        return waits > 0;
    }

    private static bool IsToBeCleaned(KeptEnvelope change) =>
        change.State is OutcomeKind.DeadLettered || change.HasTexts || change.Key.Value != $"erased-{change.Id}" || !PersonalFields.Without(EntityType.Customer, change.Body).Span.SequenceEqual(change.Body.Span);

    private async ValueTask ScourAsync(CancellationToken cancellationToken)
    {
        if (!erasure.IsToBeScoured)
        {
            return;
        }

        const string files = "copies in the store's files";
        Drop(files, ErasureOutcome.Failed);
        try
        {
            await store.ScourAsync(cancellationToken);
            erasure = erasure with { IsToBeScoured = false };
            Say(new(ErasedPlace.Store, files, ErasureOutcome.Erased) { Why = "As far as the database can: the README of its package says how far. Backups are kept by their own rules." });
        }
        catch (StoreException refused)
        {
            Say(new(ErasedPlace.Store, files, ErasureOutcome.Failed) { Why = refused.Message });
        }

        await SaveAsync(new());
    }

    /// <summary>What a connection did is saved before the next one is asked.</summary>
    private async ValueTask SaidAsync(IReadOnlyList<ErasedPlace> places, string connection, ExternalId id)
    {
        erasure = erasure with { Receipt = erasure.Receipt with { Places = [.. erasure.Receipt.Places.Where(place => place.Place != connection || !place.Ids.Contains(id)), .. places] } };
        await SaveAsync(new());
    }

    private async ValueTask SaveAsync(StoreCommit commit) => await runtime.Parts.Writer.CommitAsync(commit with { Erasure = erasure }, CancellationToken.None);

    private void Count(string what, ErasureOutcome outcome, long more) =>
        Say(new(ErasedPlace.Store, what, outcome) { Count = more + (erasure.Receipt.Places.FirstOrDefault(place => place.Place == ErasedPlace.Store && place.What == what && place.Outcome == outcome)?.Count ?? 0) });

    private void Say(ErasedPlace said) => erasure = erasure with { Receipt = erasure.Receipt.With(said) };

    private void Drop(string what, ErasureOutcome outcome) => erasure = erasure with
    {
        Receipt = erasure.Receipt with { Places = [.. erasure.Receipt.Places.Where(place => place.Place != ErasedPlace.Store || place.What != what || place.Outcome != outcome)] },
    };
}
