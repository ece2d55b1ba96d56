using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RetailConnect.FaultCampaign.Simulation.Mutants;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Runs one schedule: the real engine, syncs, connectors and SQL store, and the simulators as the other side, in virtual time.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    /// <summary>Once the shops are closed and the host lives on, everything has to be settled within this virtual time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(25);
    private readonly Schedule schedule;
    private readonly AcknowledgedInputs inputs = new();
    private readonly UnreadableSale? unreadable;
    private readonly RetailerInProcess retailer;
    private readonly Random random;
    private readonly List<string> ends = [];
    private readonly HashSet<string> passed = [];
    private readonly List<string> broken = [];

    private Simulation(Schedule schedule, IStorePlace place, Mutant? mutant, LogLevel? log)
    {
        this.schedule = schedule;
#pragma warning disable RS0030 // The seed is the point.
        random = new Random(schedule.Seed + 1);
#pragma warning restore RS0030
        unreadable = UnreadableSale.Draw(schedule.Seed);
        retailer = new RetailerInProcess(schedule.Options)
        {
            // The same name for each schedule: what was compiled for a connection serves the next one too.
            Folder = RetailerInProcess.InMemory($"retailconnect-campaign-{Environment.ProcessId}", empty: true), UseStore = place.Use,
            WrapStore = store =>
            {
                StoreView weathered = new WeatheredStore(store, schedule.Store, retailer!.Time, random);
                return mutant switch
                {
                    null => inputs.Watch(weathered),
                    { Renames: true } => mutant.Store(inputs.Watch(weathered), retailer.Time, random),
                    _ => inputs.Watch(mutant.Store(weathered, retailer.Time, random)),
                };
            },
            Wire = (system, inner) =>
            {
                var way = mutant?.Wire(system, inner) ?? inner;
                return unreadable?.Over(system, way) ?? way;
            },
            Configure = retail =>
            {
                foreach (var sync in retail.Tenants.SelectMany(tenant => tenant.Syncs))
                {
                    sync.Options.Every = schedule.Every;

                    // A proof only looks: lives are ended where something is decided or written.
                    (sync.Options as CatalogOptions)?.ProveAfter = null;
                }

                mutant?.Settings(retail);
            },
        };
        retailer.Logs = log is { } least ? new LinesLogger(retailer.Time, Console.Out, least) : null;
    }

    /// <summary>Runs a schedule on a store of its own.</summary>
    public static async Task<ScheduleResult> RunAsync(Schedule schedule, IStorePlace place, Mutant? mutant = null, LogLevel? log = null)
    {
        await using var simulation = new Simulation(schedule, place, mutant, log);
        return await simulation.RunAsync(place);
    }

    public ValueTask DisposeAsync() => retailer.DisposeAsync();

    private async Task<ScheduleResult> RunAsync(IStorePlace place)
    {
        var began = retailer.Time.GetUtcNow();
        try
        {
            await Pump.RunAsync(retailer.Time, Longest, async () =>
            {
                _ = JumpAsync();
                foreach (var ending in schedule.Lives)
                {
                    if (await LiveAsync(ending))
                    {
                        break;
                    }
                }

                if (!retailer.IsRunning && !await LiveAsync(null))
                {
                    broken.Add("liveness: the last life ended");
                }

                broken.AddRange(await BrokenAsync(place));
            });
        }
        catch (TimeoutException late)
        {
            broken.Add($"liveness: {late.Message} {await WaitingAsync()}");
        }

        return new()
        {
            Schedule = schedule, Crashes = ends, Passed = passed, Broken = broken, Trace = TraceOf(retailer), VirtualTime = retailer.Time.GetUtcNow() - began, Requests = retailer.Sandbox.Recorder.Records.Count,
        };
    }

    /// <summary>Lives one life; true when it came to the end of the day.</summary>
    private async Task<bool> LiveAsync(Ending? ending)
    {
        var boundaries = ending is null ? Boundaries.Open() : new Boundaries(ending.Is);
        var day = DayAsync(boundaries);
        await Task.WhenAny(day, boundaries.Ended);
        passed.UnionWith(boundaries.Passed.Keys);
        if (!boundaries.Ended.IsCompleted)
        {
            await day;
            return true;
        }

        ends.Add(await boundaries.Ended);
        if (ending!.Hangs)
        {
            _ = WakeAsync(boundaries, retailer.LeaveHost());
        }
        else
        {
            await retailer.BuryHostAsync();
            await retailer.Time.WaitAsync(TimeSpan.FromSeconds(random.Next(30)), CancellationToken.None);
        }

        return false;
    }

    private async Task DayAsync(Boundaries boundaries)
    {
        await retailer.StartHostAsync(boundaries);
        if (!retailer.Sandbox.Day.Started)
        {
            await retailer.QuietAsync(times: 1);
            retailer.Sandbox.StartDay();
        }

        await retailer.QuietAsync();

        // People turn to the host that lives: of one that died meanwhile nobody asks anything any more.
        bool IsOver() => boundaries.Ended.IsCompleted;
        await new Mending(retailer, unreadable, broken, IsOver).RunAsync();
        if (schedule.Compares)
        {
            await new Comparing(retailer, broken, IsOver).RunAsync();
        }
    }

    /// <summary>A host that hung goes on beside its successor for a while, and then ends: one that lives may have the lease back at any time, and nobody would ask it how the tenant stands.</summary>
    private async Task WakeAsync(Boundaries boundaries, Func<Task> end)
    {
        await retailer.Time.WaitAsync(Hang, CancellationToken.None);
        boundaries.Wake();
        await retailer.Time.WaitAsync(Hang, CancellationToken.None);
        await end();
    }

    /// <summary>The host's clock goes wrong for a while, and is put right again.</summary>
    private async Task JumpAsync()
    {
        await retailer.Time.WaitAsync(TimeSpan.FromSeconds(random.Next(1, 20)), CancellationToken.None);
        retailer.Clock.Offset = schedule.ClockJump;
        await retailer.Time.WaitAsync(TimeSpan.FromSeconds(random.Next(1, 60)), CancellationToken.None);
        retailer.Clock.Offset = TimeSpan.Zero;
    }

    /// <summary>The judge looks at the four systems only; the others are the engine's own promises.</summary>
    private async Task<IReadOnlyList<string>> BrokenAsync(IStorePlace place)
    {
        var wrong = retailer.Sandbox.Prove().Where(proof => !proof.Holds).Select(proof => $"{proof.Name}: {proof.Detail}").ToList();
        var status = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);
        wrong.AddRange(status.Lanes.Where(lane => lane.Imbalance != 0).Select(lane => $"conservation: {lane}"));
        var dead = await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 10, CancellationToken.None);
        wrong.AddRange(dead.Select(letter => $"dead letter: {letter.Lane} {letter.Entity}: {letter.Reason}, {letter.Detail}"));
        var books = place.Read(retailer.Folder);
        wrong.AddRange(inputs.Missing(books.Hints, books.Envelopes));
        wrong.AddRange(books.AcceptedTwice.Select(twice => $"accepted twice: {twice}"));
        return wrong;
    }

    private async Task<string> WaitingAsync()
    {
        if (!retailer.IsRunning)
        {
            return "No host runs.";
        }

        var status = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);
        return $"{(status.Ready ? "ready" : "not ready")}, {status.Hints} hints, {retailer.Sandbox.Day.WebhooksWaiting} webhooks, day {(retailer.Sandbox.Day.Ended ? "ended" : "goes on")}, {string.Join("; ", status.Lanes.Where(lane => lane.Pending > 0))}";
    }

    private static string TraceOf(RetailerInProcess retailer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in retailer.Sandbox.Recorder.Records)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{record.At.UtcTicks} {record.Vendor} {record.Request.Method} {record.Request.Path}{record.Request.Query} {record.Status} {record.Fault}\n"));
            hash.AppendData(record.Request.Body.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
