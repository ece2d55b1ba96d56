namespace RetailConnect.Tests;

/// <summary>Commits and keys that the tests write.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static readonly TenantId Tenant = new("northwind");

    public static readonly LaneKey Lane = new(Tenant, "orders", "erp");

    public static readonly StreamKey Stream = new(Tenant, "web", EntityType.Order);

    public static readonly CrosswalkScope Scope = new(Tenant, EntityType.Product, "web");

    public static NewEnvelope Envelope(string entity, LaneKey? lane = null, byte[]? body = null) => new()
    {
        Lane = lane ?? Lane, Type = EntityType.Order, Origin = "web", Entity = entity, Canonical = new($"web-{entity}"), OrderKey = $"web-{entity}", Version = "1",
        Key = IdempotencyKey.Derive(entity), Fingerprint = $"f-{entity}", Body = body ?? [1, 2, 3], AcceptedAt = Noon,
    };

    public static NewEnvelope Faulty(string entity, byte[]? body = null) => Envelope(entity, body: body) with { Fault = new("unknown-value", "The status 'odd' is unknown.", "Update the connector.") };

    public static StoreCommit Envelopes(params IReadOnlyList<string> entities) => new() { Envelopes = [.. entities.Select(entity => Envelope(entity))] };

    public static StoredOutcome Outcome(long envelope, OutcomeKind kind, int attempts = 1) => new() { Envelope = envelope, Kind = kind, Reason = kind is OutcomeKind.Applied ? null : "because", Attempts = attempts, At = Noon };

    public static NewHint Hint(string key, string? entity = null) => new(Stream, entity is null ? default(ExternalId?) : new ExternalId(entity), key, Noon);

    public static async Task<StoreReceipt> Save(this IStoreWriter store, StoreCommit commit) => await store.CommitAsync(commit, CancellationToken.None);

    public static async Task<IReadOnlyList<StoredEnvelope>> Pending(this IInboxStore store, LaneKey? lane = null, long after = 0, int limit = 10_000) =>
        await store.LoadPendingAsync(lane ?? Lane, after, limit, CancellationToken.None);

    public static async Task<Tally> Tally(this IInboxStore store) => Assert.Single(await store.CountAsync(Tenant, CancellationToken.None));

    public static async Task<IReadOnlyList<DeadLetter>> Dead(this IDeadLetterStore store, string? reason = null, int limit = 100) => await store.ListAsync(Tenant, reason, limit, CancellationToken.None);
}
