namespace RetailConnect.Testing;

/// <summary>Commits and keys that the checks write.</summary>
internal static class Sample
{
    public static CancellationToken None => CancellationToken.None;

    public static DateTimeOffset Noon { get; } = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static TenantId Tenant { get; } = new("northwind");

    public static TenantId OtherTenant { get; } = new("contoso");

    public static LaneKey Lane { get; } = new(Tenant, "orders", "erp");

    public static StreamKey WebOrders { get; } = new(Tenant, "web", EntityType.Order);

    public static CrosswalkScope Scope { get; } = new(Tenant, EntityType.Product, "web");

    public static (Sku Sku, string Location) Place { get; } = (new("A"), "LONDON");

    public static NewEnvelope Envelope(string entity, LaneKey? lane = null, byte[]? body = null) => new()
    {
        Lane = lane ?? Lane, Type = EntityType.Order, Origin = "web", Entity = entity, Canonical = new($"web-{entity}"), OrderKey = $"web-{entity}", Version = "1",
        Key = IdempotencyKey.Derive(entity), Fingerprint = $"f-{entity}", Body = body ?? [1, 2, 3], AcceptedAt = Noon,
    };

    public static NewEnvelope Faulty(string entity, byte[]? body = null) => Envelope(entity, body: body) with { Fault = new("unknown-value", "The status 'odd' is unknown.", "Update the connector.") };

    public static StoreCommit Envelopes(params IReadOnlyList<string> entities) => new() { Envelopes = [.. entities.Select(entity => Envelope(entity))] };

    public static StoredOutcome Outcome(long envelope, OutcomeKind kind, int attempts = 1) => new() { Envelope = envelope, Kind = kind, Reason = kind is OutcomeKind.Applied ? null : "because", Attempts = attempts, At = Noon };

    public static NewHint Hint(string key, string? entity = null) => new(WebOrders, entity is null ? default(ExternalId?) : new ExternalId(entity), key, Noon);

    public static LedgerEntry Entry(string document, string line, decimal units) => new(Tenant, Place.Sku, Place.Location, document, line, units, Noon.AddHours(-2));

    /// <summary>Bytes that can't be made smaller.</summary>
    public static byte[] Noise(int seed)
    {
        var bytes = new byte[20_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static async Task<StoreReceipt> SaveAsync(this StorePorts store, StoreCommit commit) => await store.Writer.CommitAsync(commit, None);

    public static async Task<IReadOnlyList<StoredEnvelope>> PendingAsync(this StorePorts store, LaneKey? lane = null, long after = 0, int limit = 10_000) =>
        await store.Inbox.LoadPendingAsync(lane ?? Lane, after, limit, None);

    public static async Task<StoredEnvelope> OnePendingAsync(this StorePorts store, LaneKey? lane = null) => Expect.Single(await store.PendingAsync(lane), "pending");

    public static async Task<IReadOnlyList<string>> EntitiesAsync(this StorePorts store, LaneKey? lane = null) => [.. (await store.PendingAsync(lane)).Select(envelope => envelope.Envelope.Entity.Value)];

    public static async Task<IReadOnlyList<StoredHint>> HintsAsync(this StorePorts store, StreamKey? stream = null, int limit = 10_000) => await store.Inbox.LoadHintsAsync(stream ?? WebOrders, 0, limit, None);

    public static async Task<Tally> TallyAsync(this StorePorts store) => Expect.Single(await store.Inbox.CountAsync(Tenant, None), "tallies");

    public static async Task<IReadOnlyList<DeadLetter>> DeadAsync(this StorePorts store, string? reason = null, int limit = 100) => await store.DeadLetters.ListAsync(Tenant, reason, limit, None);

    public static async Task<decimal> SumAsync(this StorePorts store, DateTimeOffset asOf) => (await store.Ledger.SumUnpostedAsync(Tenant, [Place], asOf, None)).GetValueOrDefault(Place).Value;

    public static async Task<Lease> TakeLeaseAsync(this StorePorts store, string host)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            if (await store.Leases.TakeAsync(Tenant, host, await store.Leases.LookAsync(Tenant, None), None) is { } lease)
            {
                return lease;
            }
        }

        throw new ConformanceException($"Expected '{host}' to get the lease that it saw; saw it refused 1,000 times.");
    }

    /// <summary>Saves a commit; tells whether it was accepted or its lease was lost.</summary>
    public static async Task<bool> TrySaveAsync(this StorePorts store, StoreCommit commit)
    {
        try
        {
            await store.SaveAsync(commit);
            return true;
        }
        catch (StoreException refused) when (refused.LeaseLost)
        {
            return false;
        }
    }

    /// <summary>Starts work on another thread, so that it races.</summary>
    public static Task<T> Aside<T>(Func<Task<T>> work) => Task.Factory.StartNew(work, None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap();
}
