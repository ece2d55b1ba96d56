namespace RetailConnect.Testing;

/// <summary>What the store should hold, kept in lists; commits are described by numbers so that they can be generated.</summary>
internal sealed class StoreModel(TenantId tenant)
{
    private readonly List<Item> items = [];
    private readonly Dictionary<string, bool> hints = [];
    private readonly Dictionary<(string Document, string Line), (int Units, int? Closed)> ledger = [];

    public IReadOnlyList<LaneKey> Lanes { get; } = [new(tenant, "orders", "erp"), new(tenant, "orders", "club")];

    public StreamKey Stream { get; } = new(tenant, "web", EntityType.Order);

    public int WaitingHints => hints.Count(hint => !hint.Value);

    public IEnumerable<string> Dead => items.Where(item => item.Outcome is OutcomeKind.DeadLettered).Select(item => item.Name).Order();

    public IEnumerable<Item> Pending(LaneKey lane) => items.Where(item => item.Lane == lane && item.Outcome is null);

    public Tally Tally(LaneKey lane)
    {
        long Count(OutcomeKind? kind) => items.Count(item => item.Lane == lane && item.Outcome == kind);
        return new(lane, items.Count(item => item.Lane == lane), Count(OutcomeKind.Applied), Count(OutcomeKind.Skipped), Count(OutcomeKind.Superseded), Count(OutcomeKind.DeadLettered), Count(null));
    }

    public decimal Unposted(int asOf) => ledger.Values.Where(entry => entry.Closed is null || entry.Closed >= asOf).Sum(entry => entry.Units);

    /// <summary>Describes a commit; what it refers to are envelopes and hints that the store has already.</summary>
    public StoreCommit Describe(IReadOnlyList<(int Kind, int A, int B)> parts, IReadOnlyDictionary<string, long> envelopeIds, IReadOnlyList<long> hintIds) => new()
    {
        Envelopes = [.. Of(parts, 0, 3).Select(part => Envelope(part.A, part.B))],
        Hints = [.. Of(parts, 6).Select(part => new NewHint(Stream, null, $"h{part.A % 6}", Sample.Noon))],
        ReadHints = [.. Of(parts, 7).Where(_ => hintIds.Count > 0).Select(part => hintIds[part.A % hintIds.Count])],
        Intents = [.. Of(parts, 5).Select(part => Target(part.A, envelopeIds)).OfType<long>()],
        Outcomes = [.. Of(parts, 3, 5).Select(part => Outcome(part, envelopeIds)).OfType<StoredOutcome>()],
        LedgerEntries = [.. Of(parts, 8).Select(part => new LedgerEntry(tenant, new("A"), "L", $"d{part.A % 4}", $"{part.B % 3}", part.B - 50, Sample.Noon))],
        LedgerClosings = [.. Of(parts, 9).Select(part => new LedgerClosing(tenant, $"d{part.A % 4}", Sample.Noon.AddSeconds(part.B)))],
    };

    /// <summary>Takes a commit over, as the store should.</summary>
    public StoreReceipt Apply(StoreCommit commit, IReadOnlyDictionary<string, long> envelopeIds, IReadOnlyDictionary<long, string> hintKeys)
    {
        var newHints = commit.Hints.Count(hint => hints.TryAdd(hint.Key, false));
        var accepted = commit.Envelopes.Count(Accept);
        commit.ReadHints.ToList().ForEach(id => hints[hintKeys[id]] = true);
        foreach (var item in commit.Intents.Select(id => Find(id, envelopeIds)).Where(item => item.Outcome is null))
        {
            item.Intended = true;
        }

        foreach (var outcome in commit.Outcomes)
        {
            Find(outcome.Envelope, envelopeIds).Take(outcome);
        }

        foreach (var key in ledger.Where(row => row.Value.Closed is null && commit.LedgerEntries.Any(entry => entry.Document == row.Key.Document)).Select(row => row.Key).ToList())
        {
            ledger[key] = (0, null);
        }

        foreach (var entry in commit.LedgerEntries)
        {
            var key = (entry.Document, entry.Line);
            ledger[key] = ledger.TryGetValue(key, out var known) && known.Closed is not null ? known : ((int)entry.Units.Value, null);
        }

        foreach (var (closing, key) in commit.LedgerClosings.SelectMany(closing => ledger.Keys.Where(key => key.Document == closing.Document).Select(key => (closing, key)).ToList()))
        {
            ledger[key] = ledger[key] with { Closed = ledger[key].Closed ?? (int)(closing.ClosedAt - Sample.Noon).TotalSeconds };
        }

        return new(newHints, accepted);
    }

    /// <summary>Replays an envelope, as the store should; returns how many came back.</summary>
    public int Replay(long id, IReadOnlyDictionary<string, long> envelopeIds)
    {
        var item = Find(id, envelopeIds);
        if (item.Outcome is not OutcomeKind.DeadLettered)
        {
            return 0;
        }

        (item.Outcome, item.Attempts, item.NotBefore) = (null, 0, null);
        return 1;
    }

    public long? Target(int number, IReadOnlyDictionary<string, long> envelopeIds) =>
        items.Count > 0 && envelopeIds.TryGetValue(items[number % items.Count].Name, out var id) ? id : null;

    private static IEnumerable<(int Kind, int A, int B)> Of(IReadOnlyList<(int Kind, int A, int B)> parts, int from, int? to = null) => parts.Where(part => part.Kind >= from && part.Kind < (to ?? from + 1));

    private NewEnvelope Envelope(int key, int choice)
    {
        var lane = Lanes[choice % 2];
        return (choice % 5 == 0 ? Sample.Faulty($"{lane.Target}-{key % 12}") : Sample.Envelope($"{lane.Target}-{key % 12}")) with { Lane = lane };
    }

    private StoredOutcome? Outcome((int Kind, int A, int B) part, IReadOnlyDictionary<string, long> envelopeIds) =>
        Target(part.A, envelopeIds) is { } id ? Sample.Outcome(id, (OutcomeKind)(part.B % 5), part.B) with { NotBefore = Sample.Noon.AddSeconds(part.B) } : null;

    private bool Accept(NewEnvelope envelope)
    {
        var added = items.TrueForAll(item => item.Name != envelope.Entity.Value);
        if (added)
        {
            items.Add(new(envelope.Entity.Value, envelope.Lane) { Outcome = envelope.Fault is null ? null : OutcomeKind.DeadLettered });
        }

        return added;
    }

    private Item Find(long id, IReadOnlyDictionary<string, long> envelopeIds) => items.Single(item => envelopeIds.TryGetValue(item.Name, out var found) && found == id);

    internal sealed class Item(string name, LaneKey lane)
    {
        public string Name => name;

        public LaneKey Lane => lane;

        public OutcomeKind? Outcome { get; set; }

        public int Attempts { get; set; }

        public DateTimeOffset? NotBefore { get; set; }

        public bool Intended { get; set; }

        public void Take(StoredOutcome outcome)
        {
            if (Outcome is not null)
            {
                return;
            }

            Attempts = outcome.Attempts;
            var deferred = outcome.Kind is OutcomeKind.Deferred;
            Outcome = deferred ? null : outcome.Kind;
            NotBefore = deferred ? outcome.NotBefore : null;
            Intended = deferred && Intended;
        }
    }
}
