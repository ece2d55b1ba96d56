using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>A commit that writes to every part of a store, and the search for what is left of it.</summary>
internal sealed class CommitAttempt
{
    private readonly int number;
    private readonly long intended;
    private readonly long read;

    private CommitAttempt(int number, IReadOnlyList<StoredEnvelope> before, StoredHint hint, DeadLetter cleaned)
    {
        this.number = number;
        long Id(string what) => before.Single(envelope => envelope.Envelope.Entity.Value == Name(what)).Id;
        (intended, read) = (Id("intended"), hint.Id);
        Commit = new()
        {
            Envelopes = [Envelope(Name("new")), Envelope(Name("new lane"), NewLane), Faulty(Name("faulty"))], Hints = [Hint(Name("hint"), Name("hint"))], ReadHints = [read], Checkpoint = new(NewStream, new("c"), Noon),
            Sweep = new() { Stream = NewStream, State = SweepState.Running, StartedAt = Noon, UpdatedAt = Noon },
            Comparison = ComparisonChecks.Of(NewLane), Appointments = [AppointmentChecks.Of(NewStream, "1", Noon)],
            Intents = [intended],
            Outcomes = [Outcome(Id("applied"), OutcomeKind.Applied, 2), Outcome(Id("dead"), OutcomeKind.DeadLettered), Outcome(Id("deferred"), OutcomeKind.Deferred) with { NotBefore = Noon }, Outcome(Id("late"), OutcomeKind.Applied)],
            Unlinkings = [new(Tenant, EntityType.CustomerContact, new(Name("contact")))], Cleaned = [new(cleaned.Envelope, new byte[] { 7 }) { Ends = true }], Erasure = ErasureChecks.Of(Name("person")),
            Links = [new(Scope, new(Name("link")), Name("link"), "f")], LedgerEntries = [Entry(Name("opened"), "1", 1) with { Location = Name("opened") }], LedgerClosings = [new(Tenant, Name("closed"), Noon.AddHours(-1))],
        };
    }

    public StoreCommit Commit { get; }

    private LaneKey NewLane => Lane with { Target = Name("lane") };

    private StreamKey NewStream => WebOrders with { Connection = Name("stream") };

    /// <summary>Saves what the commit refers to.</summary>
    public static async Task<CommitAttempt> PrepareAsync(StorePorts store, int number)
    {
        string[] names = ["intended", "applied", "dead", "deferred"];
        await store.SaveAsync(Envelopes([.. names.Select(name => $"{number} {name}")]) with { Hints = [Hint($"{number} read", $"{number} read")], LedgerEntries = [Entry($"{number} closed", "1", 1) with { Location = $"{number} closed" }] });
        await store.ParkAsync(Envelope($"{number} late"));
        await store.SaveAsync(new() { Envelopes = [LetterSample.Newer($"{number} late")] });
        await store.ParkAsync(Envelope($"{number} cleaned"));
        await store.SaveAsync(new() { Links = [new(new(Tenant, EntityType.CustomerContact, "email"), new($"{number} contact"), $"{number} contact", null)] });
        return new(number, await store.PendingAsync(), (await store.HintsAsync()).Single(hint => hint.Entity?.Value == $"{number} read"), (await store.DeadAsync(limit: 10_000)).Single(letter => letter.Entity.Value == $"{number} cleaned"));
    }

    /// <summary>Tells whether all of the commit is there or nothing; anything between breaks the promise.</summary>
    public async Task<bool> IsThereAsync(StorePorts store, string when)
    {
        var traces = await TracesAsync(store);
        if (traces.Values.Distinct().Count() > 1)
        {
            var there = traces.Where(trace => trace.Value).Select(trace => trace.Key);
            throw new ConformanceException($"Expected all of a commit or nothing {when}; saw of its {traces.Count} parts only: {string.Join(", ", there)}.");
        }

        return traces.Values.First();
    }

    private async Task<Dictionary<string, bool>> TracesAsync(StorePorts store)
    {
        var pending = (await store.PendingAsync()).ToDictionary(envelope => envelope.Envelope.Entity.Value);
        var dead = (await store.DeadAsync(limit: 10_000)).Select(letter => letter.Entity.Value).ToHashSet();
        var hints = await store.HintsAsync();
        var places = new[] { Name("opened"), Name("closed") };
        var sums = await store.Ledger.SumUnpostedAsync(Tenant, [.. places.Select(place => (Place.Sku, place))], Noon, None);
        return new()
        {
            ["envelope"] = pending.ContainsKey(Name("new")),
            ["envelope of a new lane"] = (await store.PendingAsync(NewLane)).Count == 1,
            ["unreadable envelope"] = dead.Contains(Name("faulty")),
            ["hint"] = hints.Any(hint => hint.Entity?.Value == Name("hint")),
            ["read hint"] = hints.All(hint => hint.Id != read),
            ["checkpoint"] = await store.Checkpoints.LoadAsync(NewStream, None) is not null,
            ["sweep"] = (await store.Sweeps.ListSweepsAsync(Tenant, None)).Any(sweep => sweep.Stream == NewStream),
            ["appointment"] = (await store.Appointments.LoadDueAsync(NewStream, Noon, 10, None)).Count > 0,
            ["comparison"] = (await store.Comparisons.ListComparisonsAsync(Tenant, None)).Any(comparison => comparison.Lane == NewLane),
            ["intent"] = pending[Name("intended")].Intended,
            ["applied outcome"] = !pending.ContainsKey(Name("applied")),
            ["dead letter"] = dead.Contains(Name("dead")) && !pending.ContainsKey(Name("dead")),
            ["end of an overtaken dead letter"] = !dead.Contains(Name("late")),
            ["deferral"] = pending[Name("deferred")].NotBefore is not null,
            ["cleaned dead letter"] = !dead.Contains(Name("cleaned")),
            ["unlinking"] = await store.Crosswalk.FindCanonicalAsync(new(Tenant, EntityType.CustomerContact, "email"), Name("contact"), None) is null,
            ["erasure"] = await store.Erasures.FindErasureAsync(Tenant, new(Name("person")), None) is not null,
            ["link"] = await store.Crosswalk.FindExternalAsync(Scope, new(Name("link")), None) is not null,
            ["ledger entry"] = sums.ContainsKey((Place.Sku, Name("opened"))),
            ["ledger closing"] = !sums.ContainsKey((Place.Sku, Name("closed"))),
        };
    }

    private string Name(string what) => $"{number} {what}";
}
