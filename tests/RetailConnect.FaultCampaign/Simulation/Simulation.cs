using System.Security.Cryptography;
using System.Text;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Runs one schedule: the real engine, syncs, connectors and SQL store, and the simulators as the other side, in virtual time.</summary>
internal static class Simulation
{
    /// <summary>Once the shops are closed and the host lives on, everything has to be settled within this virtual time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    public static async Task<ScheduleResult> RunAsync(Schedule schedule)
    {
        await using var retailer = new RetailerInProcess(schedule.Options);
        var (crashes, passed, broken) = (new List<string>(), new HashSet<string>(), new List<string>());
        var began = retailer.Time.GetUtcNow();
        try
        {
            await Pump.RunAsync(retailer.Time, Longest, async () =>
            {
                foreach (var life in schedule.Lives.Append(0))
                {
                    var boundaries = new Boundaries(life);
                    await retailer.StartHostAsync(boundaries);
                    var day = LiveAsync(retailer);
                    await Task.WhenAny(day, boundaries.Crashed);
                    passed.UnionWith(boundaries.Passed.Keys);
                    if (!boundaries.Crashed.IsCompleted)
                    {
                        await day;
                        broken.AddRange(await BrokenAsync(retailer));
                        return;
                    }

                    crashes.Add(await boundaries.Crashed);
                    await retailer.BuryHostAsync();
                }
            });
        }
        catch (TimeoutException late)
        {
            broken.Add($"liveness: {late.Message}");
        }

        return new()
        {
            Schedule = schedule, Crashes = crashes, Passed = passed, Broken = broken, Trace = TraceOf(retailer), VirtualTime = retailer.Time.GetUtcNow() - began, Requests = retailer.Sandbox.Recorder.Records.Count,
        };
    }

    private static async Task LiveAsync(RetailerInProcess retailer)
    {
        if (!retailer.Sandbox.Day.Started)
        {
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
        }

        await retailer.QuietAsync();
    }

    /// <summary>The judge looks at the four systems only; conservation and dead letters are the engine's own.</summary>
    private static async Task<IReadOnlyList<string>> BrokenAsync(RetailerInProcess retailer)
    {
        var broken = retailer.Sandbox.Prove().Where(proof => !proof.Holds).Select(proof => $"{proof.Name}: {proof.Detail}").ToList();
        var status = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);
        broken.AddRange(status.Lanes.Where(lane => lane.Imbalance != 0).Select(lane => $"conservation: {lane}"));
        var dead = await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 10, CancellationToken.None);
        broken.AddRange(dead.Select(letter => $"dead letter: {letter.Lane} {letter.Entity}: {letter.Reason}, {letter.Detail}"));
        return broken;
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
