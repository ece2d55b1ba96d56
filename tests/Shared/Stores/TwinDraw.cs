namespace RetailConnect.Tests;

/// <summary>Draws what is saved and decided: few names, so that changes of one entity meet.</summary>
internal static class TwinDraw
{
    public static readonly LaneKey[] Lanes = [Sample.Lane, new(Sample.Tenant, "loyalty", "club"), new(Sample.Tenant, "orders", "club"), new(new("contoso"), "orders", "erp")];

    public static readonly string[] Ids = [.. Enumerable.Range(0, 2).SelectMany(i => new[] { $"gid://shopify/Order/{i}", $"{i}", $"web-{i}", $"pos-{i}", $"#{i}", $"S/{i}" })];

    public static readonly string[] Connections = ["web", "pos", "erp", ConnectionLinks.AnyConnection];

    public static readonly EntityType[] Types = [EntityType.Order, EntityType.Return, EntityType.StockLevel, EntityType.OrderNumber, EntityType.DocumentNumber];

    private static readonly string[] Externals = [.. Enumerable.Range(0, 2).SelectMany(i => new[] { $"gid://shopify/Order/{i}", $"#{i}" })];

    private static readonly string[] Canonicals = ["web-0", "web-1", "pos-0", "pos-1"];

    private static readonly string[] Why = ["because", "other", Reasons.ResultUnknown, Reasons.Unchanged, Reasons.AlreadyPosted, Reasons.CancelledBeforePosting];

    public static StoreCommit Commit(Random random, IReadOnlyList<long> envelopes, IReadOnlyList<long> hints, DateTimeOffset now) => new()
    {
        Envelopes = [.. Many(random, 5, () => Envelope(random, now))],
        Hints = [.. Many(random, 3, () => new NewHint(Stream(random), random.Next(4) == 0 ? default(ExternalId?) : new ExternalId(Any(random, Ids)), $"h{random.Next(30)}", now))],
        ReadHints = [.. Many(random, 2, () => Known(random, hints))],
        Checkpoint = random.Next(3) == 0 ? new(Stream(random), new($"{random.Next()}"), now) : null,
        Sweep = random.Next(3) == 0 ? new() { Stream = Stream(random), State = (SweepState)random.Next(4), Pages = random.Next(9), Changes = random.Next(9), Accepted = random.Next(9), StartedAt = now, UpdatedAt = now } : null,
        Comparison = random.Next(5) == 0 ? Comparison(random, now) : null,
        Intents = [.. Many(random, 2, () => Known(random, envelopes))],
        Outcomes = [.. Many(random, 9, () => Outcome(random, Known(random, envelopes), now))],
        Links = [.. Many(random, 2, () => Link(random))],
        LedgerEntries = [.. Many(random, 2, () => new LedgerEntry(Sample.Tenant, new("A"), "L", $"order:{Any(random, Canonicals)}", $"{random.Next(3)}", 1, now))],
        LedgerClosings = [.. Many(random, 2, () => new LedgerClosing(Sample.Tenant, $"order:{Any(random, Canonicals)}", now))],
    };

    public static StoredDecision Decision(Random random, IReadOnlyList<long> envelopes, DateTimeOffset now)
    {
        var kind = (DecisionKind)random.Next(4);
        return new()
        {
            Tenant = random.Next(5) == 0 ? new("contoso") : Sample.Tenant, Kind = kind, By = random.Next(3) == 0 ? null : "anna", Why = random.Next(2) == 0 ? null : "so",
            Envelopes = kind is DecisionKind.Replay ? [.. envelopes.Where(_ => random.Next(3) == 0), 999_999] : [Known(random, envelopes)],
            Edit = kind is DecisionKind.Edit ? new(new[] { (byte)random.Next(9) }, "f-edited") : null,
            With = kind is DecisionKind.Resolve ? Commit(random, envelopes, [], now) with { Envelopes = [] } : new(),
        };
    }

    private static Comparison Comparison(Random random, DateTimeOffset now) => new()
    {
        Lane = Any(random, Lanes), Type = EntityType.Product, Fields = ["price"], StartedAt = now, EndedAt = now, Expected = random.Next(9), Observed = 1, LookedAtAgain = 1, Reads = 2, Found = 1, Drifts = 1,
        Discrepancies = [new() { Key = $"{random.Next(9)}", Kind = DiscrepancyKind.Missing, State = DiscrepancyState.Drift, Reason = "gone-from-target", FirstSeenAt = now }],
    };

    private static NewEnvelope Envelope(Random random, DateTimeOffset now)
    {
        var (origin, number, version) = (random.Next(4) == 0 ? "pos" : "web", random.Next(2), random.Next(40));
        var entity = $"gid://shopify/Order/{number}";
        var isReturn = random.Next(4) == 0;
        return Sample.Envelope(entity, Lanes[Math.Max(0, random.Next(-4, Lanes.Length))], random.Next(3) == 0 ? [] : [1, (byte)version]) with
        {
            Type = isReturn ? EntityType.Return : EntityType.Order, Origin = origin, Canonical = new($"{origin}-{number}"), OrderKey = isReturn ? Any(random, Externals) : $"{origin}-{number}", Version = $"{version}",
            Key = IdempotencyKey.Derive($"{isReturn}", entity, $"{version}"), AcceptedAt = now, Fault = random.Next(5) == 0 ? new(Any(random, Why), "odd", "Update.") : null,
        };
    }

    private static StoredOutcome Outcome(Random random, long envelope, DateTimeOffset now)
    {
        var kind = random.Next(2) == 0 ? OutcomeKind.DeadLettered : (OutcomeKind)random.Next(5);
        return Sample.Outcome(envelope, kind, random.Next(4)) with
        {
            Reason = kind is OutcomeKind.Applied ? null : Any(random, Why), Detail = random.Next(2) == 0 ? null : "it failed", Advice = random.Next(2) == 0 ? null : "mend it", At = now, NotBefore = now.AddSeconds(random.Next(9)),
            Receipt = random.Next(2) == 0 ? default(ExternalId?) : new ExternalId("r"), Waited = random.Next(4) == 0, TakenBack = random.Next(2) == 0, StaysIntended = random.Next(2) == 0,
        };
    }

    private static CrosswalkLink Link(Random random)
    {
        var type = random.Next(2) == 0 ? EntityType.Order : Any(random, Types);
        var connection = type == EntityType.OrderNumber ? ConnectionLinks.AnyConnection : Any(random, Connections);
        return new(new(Sample.Tenant, type, connection), new(Any(random, Canonicals)), Any(random, Externals), random.Next(2) == 0 ? null : "f");
    }

    private static StreamKey Stream(Random random) => new(Sample.Tenant, Any(random, Connections), random.Next(2) == 0 ? EntityType.Order : EntityType.StockLevel);

    private static long Known(Random random, IReadOnlyList<long> ids) => ids.Count == 0 ? 999_999 : ids[random.Next(ids.Count)];

    private static T Any<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private static T[] Many<T>(Random random, int most, Func<T> draw) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => draw())];
}
