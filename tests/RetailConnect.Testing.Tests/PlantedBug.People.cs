namespace RetailConnect.Testing.Tests;

/// <summary>Bugs in what people see and decide.</summary>
internal sealed partial record PlantedBug
{
    private static PlantedBug[] OfOutcomes =>
    [
        Outcomes("takes no call back", outcome => outcome with { TakenBack = false }, "A deferral can take an announced call back"),
        Outcomes("forgets whether a call stays announced", outcome => outcome with { StaysIntended = !outcome.StaysIntended }, "A call that was announced stays so", "A call that was announced and had no effect"),
        Outcomes("writes every wait down", outcome => outcome with { Waited = false }, "A wait is no part"),
        Outcomes("forgets receipts", outcome => outcome with { Receipt = null }, "Each envelope has its call"),
        Outcomes("ends what may have had an effect", outcome => outcome.Reason is Reasons.ResultUnknown ? outcome with { Reason = "because" } : outcome, "What may have had an effect"),
        Outcomes(
            "takes every end for an arrival",
            outcome => outcome.Reason is Reasons.CancelledBeforePosting or Reasons.NewerChange or Reasons.Unbalanced ? outcome with { Kind = OutcomeKind.Skipped, Reason = Reasons.Unchanged } : outcome,
            "A dead letter stays when a later change of its entity ends so: Skipped", "A dead letter stays when a later change of its entity ends so: Superseded", "A dead letter stays when a later change of its entity ends so: DeadLettered"),
        Commits(
            "takes each version for an entity of its own", commit => commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope with { Origin = $"{envelope.Origin}/{envelope.Version}" })] },
            "A dead letter ends by itself when a later change of its entity ends so: Applied", "A dead letter ends by itself when a later change of its entity ends so: Skipped unchanged",
            "A dead letter ends by itself when a later change of its entity ends so: Skipped already-posted", "An edit never goes over", "A host that dies between any two"),
        Commits("takes all channels for one", commit => commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope with { Origin = "web" })] }, "Only older ones of the same"),
        Commits(
            "keeps something of what could not be mapped",
            commit => commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope.Fault is null ? envelope : envelope with { Body = new byte[] { 0 } })] },
            "A newer change that could not even be mapped", "What its source could not read", "A change that could not be read"),
    ];

    private static PlantedBug[] OfTheDesk =>
    [
        Desk(
            "gives no advice for a group", nameof(IDeadLetterDesk.GroupAsync), (sound, given) => ((IReadOnlyList<DeadLetterGroup>)sound(given)!).Select(group => group with { Advice = "" }).ToArray(),
            "Dead letters are counted"),
        Desk("begins every page at the beginning", nameof(IDeadLetterDesk.ListAsync), (sound, given) => sound([given[0], 0L, given[2], given[3]]), "A selection is listed"),
        Desk("lists past the end of a selection", nameof(IDeadLetterDesk.ListAsync), (sound, given) => sound([(DeadLetterSelection)given[0]! with { Until = null }, given[1], given[2], given[3]]), "A selection is listed"),
        Desk("shows files to any tenant", nameof(IDeadLetterDesk.FindAsync), (sound, given) => sound([new TenantId("northwind"), given[1], given[2]]), "Only what is or was"),
        Files("tells the newest first", file => file with { History = [.. file.History.Reverse()] }, "A dead letter shows its content", "An edit sends other content", "What a person resolved", "What a person dismissed"),
        Files("keeps no history", file => file with { History = [] }, "What its source could not read", "Of many who decide at once", "A decision that fails"),
        new("shows what was forgotten", ports => ports with { Desk = Remembered(ports.Desk) }, "What was forgotten has no file"),
    ];

    private static PlantedBug[] OfDecisions =>
    [
        Desk(
            "says that everything was done", nameof(IDeadLetterDesk.DecideAsync),
            (sound, given) => ((IReadOnlyList<DecidedLetter>)sound(given)!).Select(letter => letter with { Verdict = DeadLetterVerdict.Replayed }).ToArray(),
            "An edit of what is not parked", "Each of many", "Of many who decide at once", "An edit never goes over", "Of decisions that race"),
        Decisions("forgets who decided", decision => decision with { By = null }, "A dead letter shows its content", "An edit sends other content", "Odd letters in what a person says"),
        Decisions("decides about the first 400 only", decision => decision with { Envelopes = [.. decision.Envelopes.Take(400)] }, "Each of many"),
        Decisions("decides for any tenant", decision => decision with { Tenant = new("northwind") }, "Each of many"),
        Decisions("forgets what is saved with a decision", decision => decision with { With = new() }, "What a person resolved", "What a person dismissed", "A decision that fails"),
        Decisions("dismisses what was resolved", decision => decision with { Kind = decision.Kind is DecisionKind.Resolve ? DecisionKind.Dismiss : decision.Kind }, "What a person resolved"),
        Decisions("edits the content and not its fingerprint", decision => decision.Edit is { } edit ? decision with { Edit = edit with { Fingerprint = "" } } : decision, "An edit sends other content"),
        Decisions("stumbles over what a person says", decision => decision.By?.Contains('\ud83d', StringComparison.Ordinal) is true ? throw new StoreException("An odd letter.") : decision, "Odd letters in what a person says"),
        new("saves what belongs to a decision apart", ports => ports with { Desk = DecidedApart(ports) }, "A decision that fails", "What a person resolved"),
    ];

    private static PlantedBug[] OfStories =>
    [
        Searches("finds nothing", (_, _) => Array.Empty<EntityKey>(), "An entity is found by any", "A hint is known", "An entity that could not be mapped"),
        Searches("finds canonical ids only", (sound, given) => (string)given[1]! == "web-5001" ? sound(given) : Array.Empty<EntityKey>(), "An entity is found by any of its ids: S-ORD1", "An entity is found by any of its ids: #1001"),
        Searches("finds what nobody knows", (sound, given) => sound(given) is IReadOnlyList<EntityKey> { Count: > 0 } found ? found : new EntityKey[] { new(EntityType.Order, new("web-5001")) }, "What was never heard of", "Links of all systems"),
        Stories("tells no hints", story => story with { Hints = [] }, "A hint is known", "A read and what it found"),
        Stories("tells when a change happened and not when it was recorded", story => story with { Envelopes = [.. story.Envelopes.Select(envelope => envelope with { RecordedAt = Sample.Noon })] }, "A read and what it found"),
        Stories("tells no relations", story => story with { Related = [] }, "A return names its order"),
        Stories("takes a document for closed at once", story => story with { Booking = story.Booking is { } booking ? booking with { ClosedAt = booking.OpenedAt } : null }, "The ledger of a document"),
        Stories("lists the links of one system", story => story with { Links = [.. story.Links.Where(link => link.Connection == "web")] }, "Links of all systems"),
        History("cuts nothing", nameof(IEntityHistory.LoadAsync), (sound, given) => sound([given[0], given[1], given[2], 1000, given[4]]), "Of a long story"),
    ];

    private static PlantedBug[] OfSweeps =>
    [
        Commits("forgets sweeps", commit => commit with { Sweep = null }, "A sweep is saved", "A host that dies between any two"),
        Commits("saves a sweep before its page", commit => [new() { Sweep = commit.Sweep }, commit with { Sweep = null }], "A sweep whose page", "A commit that fails at any"),
    ];

    private static PlantedBug[] OfAppointments =>
    [
        Commits("forgets appointments", commit => commit with { Appointments = [] }, "The last appointment of an entity", "What is due", "A host that dies between any two"),
        Commits("saves an appointment before the rest", commit => [new() { Appointments = commit.Appointments }, commit with { Appointments = [] }], "An appointment whose commit", "A commit that fails at any"),
        Commits("takes every appointment for over", commit => commit with { Appointments = [.. commit.Appointments.Select(appointment => appointment with { DueAt = null })] }, "Only an appointment", "What is due"),
    ];

    private static PlantedBug[] OfComparisons =>
    [
        Commits("forgets comparisons", commit => commit with { Comparison = null }, "The last comparison of a lane", "A host that dies between any two"),
        Commits("saves a comparison before the rest", commit => [new() { Comparison = commit.Comparison }, commit with { Comparison = null }], "A comparison whose commit", "A commit that fails at any"),
    ];

    private static PlantedBug[] OfErasures =>
    [
        Commits("cleans nothing", commit => commit with { Cleaned = [] }, "What ended is cleaned", "A parked change of an erased person", "What was cleaned stays", "A host that dies between any two"),
        Commits("ends what waits to clean it", commit => [commit with { Cleaned = [], Outcomes = [.. commit.Outcomes, .. commit.Cleaned.Select(cleaned => Sample.Outcome(cleaned.Envelope, OutcomeKind.Skipped))] }, commit], "What waits or is parked"),
        Commits("ends whatever is parked", commit => commit with { Cleaned = [.. commit.Cleaned.Select(cleaned => cleaned with { Ends = true })] }, "What waits or is parked", "What ended is cleaned"),
        Commits("ends nothing that is parked", commit => commit with { Cleaned = [.. commit.Cleaned.Select(cleaned => cleaned with { Ends = false })] }, "A parked change of an erased person", "What was cleaned stays"),
        Commits("removes no links", commit => commit with { Unlinkings = [] }, "Links are removed in all", "A host that dies between any two"),
        Commits("removes the links that it saves", commit => [commit with { Unlinkings = [] }, new() { Unlinkings = commit.Unlinkings }], "Links are removed in all"),
        Commits("forgets erasures", commit => commit with { Erasure = null }, "The last erasure of a person", "A store that was scoured", "What was cleaned stays", "A host that dies between any two"),
        Commits(
            "saves an erasure before the rest", commit => [new() { Erasure = commit.Erasure, Cleaned = commit.Cleaned, Unlinkings = commit.Unlinkings }, commit with { Erasure = null, Cleaned = [], Unlinkings = [] }],
            "An erasure whose commit", "A commit that fails at any"),
        Erasing("takes every erasure for open", nameof(IErasureStore.ListErasuresAsync), (sound, given) => sound([given[0], false, given[2]]), "The last erasure of a person"),
        Erasing("shows kept envelopes of anybody", nameof(IErasureStore.LoadKeptAsync), (sound, given) => sound([(KeptRequest)given[0]! with { Of = null }, given[1]]), "Kept envelopes come whole"),
        Erasing("begins what is kept at the beginning", nameof(IErasureStore.LoadKeptAsync), (sound, given) => sound([(KeptRequest)given[0]! with { After = 0 }, given[1]]), "Kept envelopes come whole"),
        Erasing("can't be scoured", nameof(IErasureStore.ScourAsync), (_, _) => throw new StoreException("It is being read."), "A store that was scoured", "What was cleaned stays"),
    ];

    private static PlantedBug Erasing(string name, string method, Misdeed bug, params string[] finds) => Port(ports => ports.Erasures, (ports, port) => ports with { Erasures = port }, name, method, bug, finds);
}
