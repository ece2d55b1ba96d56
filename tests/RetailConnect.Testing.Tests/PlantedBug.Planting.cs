using System.Collections.Concurrent;
using System.Reflection;

namespace RetailConnect.Testing.Tests;

/// <summary>How bugs are planted.</summary>
internal sealed partial record PlantedBug
{
    /// <summary>Plants a bug in one method of a port.</summary>
    public static TPort Spoiled<TPort>(TPort sound, string method, Misdeed bug)
        where TPort : class
    {
        var port = DispatchProxy.Create<TPort, SpoiledPort<TPort>>();
        var spoiled = (SpoiledPort<TPort>)(object)port;
        (spoiled.Port, spoiled.Method, spoiled.Bug) = (sound, method, bug);
        return port;
    }

    private static PlantedBug Commits(string name, Func<StoreCommit, StoreCommit> change, params string[] finds) => Commits(name, commit => [change(commit)], finds);

    /// <summary>Makes something else of a commit, in one transaction or in several.</summary>
    private static PlantedBug Commits(string name, Func<StoreCommit, StoreCommit[]> change, params string[] finds) => Writer(
        name, nameof(IStoreWriter.CommitAsync),
        (sound, given) => change((StoreCommit)given[0]!).Select(commit => (StoreReceipt)sound([commit, given[1]])!).ToArray().Aggregate((sum, next) => new(sum.Hints + next.Hints, sum.Envelopes + next.Envelopes)), finds);

    private static PlantedBug Writer(string name, string method, Misdeed bug, params string[] finds) => Port(ports => ports.Writer, (ports, port) => ports with { Writer = port }, name, method, bug, finds);

    private static PlantedBug Inbox(string name, string method, Misdeed bug, params string[] finds) => Port(ports => ports.Inbox, (ports, port) => ports with { Inbox = port }, name, method, bug, finds);

    private static PlantedBug Letters(string name, string method, Misdeed bug, params string[] finds) => Port(ports => ports.DeadLetters, (ports, port) => ports with { DeadLetters = port }, name, method, bug, finds);

    private static PlantedBug Desk(string name, string method, Misdeed bug, params string[] finds) => Port(ports => ports.Desk, (ports, port) => ports with { Desk = port }, name, method, bug, finds);

    /// <summary>Makes another decision of a decision.</summary>
    private static PlantedBug Decisions(string name, Func<StoredDecision, StoredDecision> change, params string[] finds) =>
        Desk(name, nameof(IDeadLetterDesk.DecideAsync), (sound, given) => sound([change((StoredDecision)given[0]!), given[1]]), finds);

    private static PlantedBug Files(string name, Func<DeadLetterFile, DeadLetterFile> change, params string[] finds) =>
        Desk(name, nameof(IDeadLetterDesk.FindAsync), (sound, given) => sound(given) is DeadLetterFile file ? change(file) : null, finds);

    private static PlantedBug Outcomes(string name, Func<StoredOutcome, StoredOutcome> change, params string[] finds) => Commits(name, commit => commit with { Outcomes = [.. commit.Outcomes.Select(change)] }, finds);

    private static PlantedBug Searches(string name, Misdeed bug, params string[] finds) => History(name, nameof(IEntityHistory.FindAsync), bug, finds);

    private static PlantedBug Stories(string name, Func<EntityHistory, EntityHistory> change, params string[] finds) => History(name, nameof(IEntityHistory.LoadAsync), (sound, given) => change((EntityHistory)sound(given)!), finds);

    private static PlantedBug History(string name, string method, Misdeed bug, params string[] finds) => Port(ports => ports.History, (ports, port) => ports with { History = port }, name, method, bug, finds);

    private static PlantedBug Leases(string name, string method, Misdeed bug, params string[] finds) => Port(ports => ports.Leases, (ports, port) => ports with { Leases = port }, name, method, bug, finds);

    private static PlantedBug Port<TPort>(Func<StorePorts, TPort> sound, Func<StorePorts, TPort, StorePorts> with, string name, string method, Misdeed bug, params string[] finds)
        where TPort : class => new(name, ports => with(ports, Spoiled(sound(ports), method, bug)), finds);

    private static object? AnswersAnyway(Func<object?[], object?> sound, object?[] given)
    {
        try
        {
            return sound(given);
        }
        catch (StoreException refused) when (refused.InnerException is not null)
        {
            var commit = (StoreCommit)given[0]!;
            return new StoreReceipt(commit.Hints.Count, commit.Envelopes.Count);
        }
    }

    private static IStoreWriter OpenedOnce(IStoreWriter writer)
    {
        var open = false;
        return Spoiled(writer, nameof(IStoreWriter.OpenAsync), (sound, given) =>
        {
            (var refused, open) = (open, true);
            return refused ? throw new StoreException("It is open.") : sound(given);
        });
    }

    private static IDeadLetterDesk Remembered(IDeadLetterDesk desk)
    {
        var files = new ConcurrentDictionary<(object?, object?), DeadLetterFile>();
        return Spoiled(desk, nameof(IDeadLetterDesk.FindAsync), (sound, given) => sound(given) is DeadLetterFile file ? files[(given[0], given[1])] = file : files.GetValueOrDefault((given[0], given[1])));
    }

    /// <summary>What belongs to a decision is saved in a transaction of its own.</summary>
    private static IDeadLetterDesk DecidedApart(StorePorts ports) => Spoiled(ports.Desk, nameof(IDeadLetterDesk.DecideAsync), (sound, given) =>
    {
        var decision = (StoredDecision)given[0]!;
        ports.Writer.CommitAsync(decision.With, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return sound([decision with { With = new() }, given[1]]);
    });

    private static ICrosswalk FirstLinks(ICrosswalk crosswalk)
    {
        var found = new ConcurrentDictionary<CanonicalId, ExternalId>();
        return Spoiled(crosswalk, nameof(ICrosswalk.FindExternalAsync), (sound, given) => sound(given) is ExternalId external ? (object?)found.GetOrAdd((CanonicalId)given[1]!, external) : null);
    }

    /// <summary>Takes it whatever was seen, also when another host was quicker.</summary>
    private static ILeaseStore TakenBlindly(ILeaseStore leases) => Spoiled(leases, nameof(ILeaseStore.TakeAsync), (sound, given) =>
    {
        while (true)
        {
            var sight = leases.LookAsync((TenantId)given[0]!, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            if (((ValueTask<Lease?>)sound([given[0], given[1], sight, given[3]])!).AsTask().GetAwaiter().GetResult() is { } taken)
            {
                return new ValueTask<Lease?>(taken);
            }
        }
    });

    private static int Pieces(Func<int> purge)
    {
        var sum = 0;
        while (purge() is > 0 and var removed)
        {
            sum += removed;
        }

        return sum;
    }
}
