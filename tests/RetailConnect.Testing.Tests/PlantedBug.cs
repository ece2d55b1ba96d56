namespace RetailConnect.Testing.Tests;

/// <summary>A bug that a store may have.</summary>
/// <param name="Name">What it does wrong.</param>
/// <param name="Spoil">Plants it.</param>
/// <param name="Finds">Checks that have to find it, by the beginnings of their names.</param>
internal sealed partial record PlantedBug(string Name, Func<StorePorts, StorePorts> Spoil, params string[] Finds)
{
    private static int number;

    public static PlantedBug[] All { get; } = [.. OfCommits, .. OfOutcomes, .. OfReads, .. OfDeadLetters, .. OfTheDesk, .. OfDecisions, .. OfStories, .. OfSweeps, .. OfComparisons, .. OfAppointments, .. OfErasures, .. OfLinks, .. OfTheLedger, .. OfLeases];

    private static PlantedBug[] OfCommits =>
    [
        Commits("drops fencing", commit => commit with { Lease = null }, "Only the commit", "What the old holder saves", "A lease that was given back", "A lease is of one tenant", "Leases outlive", "Nothing is saved under an old number", "A takeover that fails"),
        Commits("saves the cursor first", commit => [new() { Lease = commit.Lease, Checkpoint = commit.Checkpoint }, commit with { Checkpoint = null }], "A host that dies between any two", "A commit that fails at any", "A full store"),
        Commits(
            "splits the transaction",
            commit => [commit with { Outcomes = [], Links = [], LedgerEntries = [] }, new() { Lease = commit.Lease, Outcomes = commit.Outcomes, Links = commit.Links, LedgerEntries = commit.LedgerEntries }],
            "A host that dies between any two", "A commit that fails at any"),
        Commits("saves the cursor without the envelopes", commit => commit.Checkpoint is null ? commit : commit with { Envelopes = [] }, "What was answered is there", "What a commit holds", "Racing commits are", "Racing commits of two", "A host that dies under many"),
        Commits("forgets dedupe", commit => commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope with { Key = new(Unique(envelope.Key.Value)) })] }, "A repeat is neither", "The same change accepted by two hosts", "Any sequence of commits leaves"),
        Commits("forgets dedupe of hints", commit => commit with { Hints = [.. commit.Hints.Select(hint => hint with { Key = Unique(hint.Key) })] }, "A repeat is neither", "A hint is waiting"),
        Commits("forgets the lane", commit => commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope with { Lane = envelope.Lane with { Target = "erp" } })] }, "One key in two lanes"),
        Commits("forgets intents", commit => commit with { Intents = [] }, "A deferred envelope stays", "A host that dies between any two"),
        Commits("forgets that a hint was read", commit => commit with { ReadHints = [] }, "A hint is waiting", "What is old and finished"),
        Commits("forgets when to try again", commit => commit with { Outcomes = [.. commit.Outcomes.Select(outcome => outcome with { NotBefore = null })] }, "A deferred envelope stays", "A wait is kept"),
        Commits("stumbles over odd letters", commit => commit.Links.Any(link => link.External.Value.Contains('\0')) ? throw new StoreException("An odd letter.") : commit, "Odd letters"),
        Commits("wants a lease for everything", commit => commit.Lease is null && commit.Hints.Any(hint => hint.Key == "webhook") ? throw new StoreException("No lease.") { LeaseLost = true } : commit, "What needs no lease"),
        Writer("answers before it has saved", nameof(IStoreWriter.CommitAsync), AnswersAnyway, "A host that dies between any two", "A commit that fails at any", "A host that dies under many", "Any sequence of commits of which some break"),
        Writer("saves for who gave up", nameof(IStoreWriter.CommitAsync), (sound, given) => sound([given[0], CancellationToken.None]), "A caller who gave up"),
        new("can be opened once", ports => ports with { Writer = OpenedOnce(ports.Writer) }, "Opening twice"),
        Writer("purges without a bound", nameof(IStoreWriter.PurgeAsync), (sound, given) => sound([1000, given[1]]), "One purge"),
        Writer("purges piece by piece", nameof(IStoreWriter.PurgeAsync), (sound, given) => Pieces(() => (int)sound([1, given[1]])!), "A purge that fails"),
    ];

    private static PlantedBug[] OfReads =>
    [
        Inbox("loads the newest first", nameof(IInboxStore.LoadPendingAsync), (sound, given) => ((IReadOnlyList<StoredEnvelope>)sound(given)!).Reverse().ToArray(), "Ids follow the order", "Any sequence of commits leaves"),
        Inbox(
            "counts a loss as accepted", nameof(IInboxStore.CountAsync), (sound, given) => ((IReadOnlyList<Tally>)sound(given)!).Select(tally => tally with { Accepted = tally.Accepted + 1 }).ToArray(),
            "A finished envelope takes no second outcome: Applied", "A finished envelope takes no second outcome: Skipped", "A finished envelope takes no second outcome: Superseded", "A finished envelope takes no second outcome: DeadLettered",
            "An outcome of an unknown", "Hosts that open one place", "A replay that fails"),
        Inbox("takes every type for one", nameof(IInboxStore.IsPendingAsync), (sound, given) => sound([given[0], given[1], EntityType.Order, given[3], given[4]]), "What is pending towards"),
    ];

    private static PlantedBug[] OfDeadLetters =>
    [
        Letters("replays for any tenant", nameof(IDeadLetterStore.ReplayAsync), (sound, given) => (int)sound(given)! + (int)sound([new TenantId("contoso"), given[1], given[2]])!, "A replayed envelope starts again"),
        Letters(
            "replays nothing", nameof(IDeadLetterStore.ReplayAsync), (_, _) => 0,
            "A dead letter of a replayed", "A change that could not be read", "A replay never goes over", "A delete that was refused", "The holder hears", "A host hears", "A replay that fails"),
        Letters("lists without a limit", nameof(IDeadLetterStore.ListAsync), (sound, given) => sound([given[0], given[1], int.MaxValue, given[3]]), "Dead letters are listed"),
        Letters("tells nobody the advice", nameof(IDeadLetterStore.ListAsync), (sound, given) => ((IReadOnlyList<DeadLetter>)sound(given)!).Select(letter => letter with { Advice = "" }).ToArray(), "An unreadable change", "Dead letters are listed"),
    ];

    private static PlantedBug[] OfLinks =>
    [
        Commits("forgets the connection of a link", commit => commit with { Links = [.. commit.Links.Select(link => link with { Scope = link.Scope with { Connection = "any" } })] }, "A link is found from both sides"),
        Commits("saves the links of a commit backwards", commit => commit with { Links = [.. commit.Links.Reverse()] }, "Of two links of one commit"),
        Commits(
            "overwrites a fingerprint with nothing", commit => commit with { Links = [.. commit.Links.Select(link => link with { Fingerprint = link.Fingerprint ?? "" })] },
            "A link without fingerprint", "A link that goes over", "A link of nothing but an id"),
        new("finds the first link for ever", ports => ports with { Crosswalk = FirstLinks(ports.Crosswalk) }, "The newest link counts"),
        Port(
            ports => ports.Crosswalk, (ports, port) => ports with { Crosswalk = port }, "forgets an external id", nameof(ICrosswalk.FindCanonicalAsync), (sound, given) => $"{given[1]}" == "501" ? null : sound(given),
            "Two external ids"),
    ];

    private static PlantedBug[] OfTheLedger =>
    [
        Commits("books a line twice", commit => commit with { LedgerEntries = [.. commit.LedgerEntries.Select(entry => entry with { Line = Unique(entry.Line) })] }, "An entry that is booked twice"),
        Commits(
            "closes one line of a document", commit => commit with { LedgerEntries = [.. commit.LedgerEntries.Select(entry => entry with { Document = entry.Line == "1" ? entry.Document : $"{entry.Document}/{entry.Line}" })] },
            "All lines of a document"),
        Commits("never closes a document", commit => commit with { LedgerClosings = [] }, "A document closed -1 s"),
        Commits("closes a document at once", commit => commit with { LedgerClosings = [.. commit.LedgerClosings.Select(closing => closing with { ClosedAt = DateTimeOffset.MinValue })] }, "A document closed 0 s", "A document closed +1 s"),
        Commits("knows one location", commit => commit with { LedgerEntries = [.. commit.LedgerEntries.Select(entry => entry with { Location = "LONDON" })] }, "A return takes back"),
        Commits("forgets until when units are held back", commit => commit with { LedgerEntries = [.. commit.LedgerEntries.Select(entry => entry with { ExpiresAt = null })] }, "What is held back"),
        Port(
            ports => ports.Ledger, (ports, port) => ports with { Ledger = port }, "lists what is held back whatever its time", nameof(IStockLedger.ListExpiringAsync),
            (sound, given) => sound([given[0], DateTimeOffset.MaxValue, given[2], given[3]]), "What is held back"),
        Port(
            ports => ports.Ledger, (ports, port) => ports with { Ledger = port }, "sums the first places only", nameof(IStockLedger.SumUnpostedAsync),
            (sound, given) => sound([given[0], ((IReadOnlyCollection<(Sku, string)>)given[1]!).Take(999).ToArray(), given[2], given[3]]), "Any number of places"),
    ];

    private static PlantedBug[] OfLeases =>
    [
        new("takes a lease blindly", ports => ports with { Leases = TakenBlindly(ports.Leases) }, "Of two hosts that saw", "A lease whose holder spoke", "Of many that race", "Of two hosts that race"),
        Leases("keeps a lease that was given back", nameof(ILeaseStore.ReleaseAsync), (_, _) => null, "A lease that was given back", "A store that is not open"),
        Leases("says that nobody shares it", $"get_{nameof(ILeaseStore.IsShared)}", (_, _) => false, "A second host shares"),
    ];

    public override string ToString() => Name;

    private static string Unique(string text) => $"{text}-{Interlocked.Increment(ref number)}";
}
