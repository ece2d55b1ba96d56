using System.Text.Json;
using Microsoft.Extensions.Logging;
using RetailConnect.FaultCampaign.Simulation.Mutants;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Runs schedule after schedule and says what broke, and how to see it again.</summary>
internal sealed class Campaign(CampaignOptions options) : IDisposable
{
    private const int MostForABug = 400;
    private readonly Lazy<Cluster> cluster = new(() => new Cluster(durable: false));

    public void Dispose()
    {
        if (cluster.IsValueCreated)
        {
            cluster.Value.Dispose();
        }
    }

    /// <summary>Runs the schedules with the shipped code; true when all promises held.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var report = new Report(options.IsShared);
        for (var seed = options.FromSeed; seed < options.FromSeed + options.Schedules && !cancellationToken.IsCancellationRequested; seed++)
        {
            var schedule = Schedule.Draw(seed, options.IsShared).AimedAt(options.Aim);
            var result = await RunAsync(schedule, null);
            if (options.Twice && (await RunAsync(schedule, null)).Trace is var second && second != result.Trace)
            {
                result = result with { Broken = [.. result.Broken, $"trace: {result.Trace} the first time, {second} the second"] };
            }

            report.Add(result);
            Tell(result);
        }

        report.Elapsed = TimeProvider.System.GetElapsedTime(began);
        Say(report.ToText(options.Schedules));
        await WriteAsync(report.ToJson(), cancellationToken);

        // A campaign that was stopped has not shown what it was asked to show.
        return report.Holds && !cancellationToken.IsCancellationRequested;
    }

    /// <summary>Plants bugs and looks for each; true when all were found.</summary>
    public async Task<bool> HuntAsync(IReadOnlyList<Mutant> mutants, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, object>();
        foreach (var mutant in mutants)
        {
            if (mutant.NeedsSharedStore && !ManyThreads.Are)
            {
                var exit = await ManyThreads.RunAsync(["--store", "postgresql", "--mutant", mutant.Name, "--from-seed", $"{options.FromSeed}"], cancellationToken);
                found[mutant.Name] = new { found = exit == 0, schedules = 0, seed = 0, symptom = "seen in a process of its own" };
                continue;
            }

            var hunt = await HuntAsync(mutant, cancellationToken);
            found[mutant.Name] = new { found = hunt.Symptom is not null, schedules = hunt.Schedules, seed = hunt.Seed, symptom = hunt.Symptom };
            Console.WriteLine(hunt.Symptom is { } symptom ? $"{mutant.Name}: found by schedule {hunt.Schedules} (seed {hunt.Seed}): {symptom}" : $"{mutant.Name}: NOT FOUND in {hunt.Schedules} schedules: {mutant.What}");
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        var missed = mutants.Where(mutant => found[mutant.Name].ToString()!.Contains("found = False", StringComparison.Ordinal)).Select(mutant => mutant.Name).ToList();
        Say(missed.Count == 0 ? $"All {mutants.Count} planted bugs were found." : $"{missed.Count} of {mutants.Count} planted bugs were NOT found: {string.Join(", ", missed)}");
        await WriteAsync(JsonSerializer.Serialize(found), cancellationToken);
        return missed.Count == 0;
    }

    private async Task<(int Schedules, int Seed, string? Symptom)> HuntAsync(Mutant mutant, CancellationToken cancellationToken)
    {
        for (var count = 1; count <= MostForABug && !cancellationToken.IsCancellationRequested; count++)
        {
            var seed = options.FromSeed + count - 1;
            var schedule = Schedule.Draw(seed, options.IsShared || mutant.NeedsSharedStore).AimedAt(mutant.Focus, mutant.NeedsSharedStore);
            var result = await RunAsync(schedule, mutant);
            if (result.Broken.Count == 0)
            {
                continue;
            }

            // The shipped code has to hold where the bug shows; otherwise it is not the bug that was found.
            var control = await RunAsync(schedule, null, mutant.NeedsSharedStore);
            if (control.Broken.Count > 0)
            {
                Console.WriteLine($"{mutant.Name}: without the planted bug seed {seed} breaks too: {control.Broken[0]}");
                return (count, seed, null);
            }

            return (count, seed, result.Broken[0]);
        }

        return (MostForABug, 0, null);
    }

    private async Task<ScheduleResult> RunAsync(Schedule schedule, Mutant? mutant, bool needsSharedStore = false)
    {
        using IStorePlace place = options.IsShared || needsSharedStore || mutant is { NeedsSharedStore: true } ? new PostgreSqlPlace(cluster.Value, "campaign") : new SqlitePlace();
        return await Simulation.RunAsync(schedule, place, mutant, options.Log);
    }

    private void Tell(ScheduleResult result)
    {
        if (options.Verbose || result.Broken.Count > 0)
        {
            Console.WriteLine(
                $"seed {result.Schedule.Seed}: {result.Schedule}; {result.Requests} requests, {result.VirtualTime.TotalSeconds:N0} s, trace {result.Trace}; ended {string.Join("; ", result.Crashes)}{(result.Broken.Count > 0 ? " BROKEN" : "")}");
        }

        foreach (var broken in result.Broken)
        {
            Console.WriteLine($"  {broken}");
        }

        if (result.Broken.Count > 0)
        {
            Console.WriteLine($"  repeat with: dotnet run -c Release --project tests/RetailConnect.FaultCampaign -- --schedules 1 --from-seed {result.Schedule.Seed}{(options.IsShared ? " --store postgresql" : "")}{(options.Twice ? " --twice" : "")}{(options.Aim is { } aim ? $" --aim \"{aim}\"" : "")} --verbose");
        }
    }

    /// <summary>A share of a campaign leaves the summing up to the process that shared it out.</summary>
    private void Say(string text)
    {
        if (!options.IsShare)
        {
            Console.WriteLine(text);
        }
    }

    private async Task WriteAsync(string json, CancellationToken cancellationToken)
    {
        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, json, CancellationToken.None);
        }
    }
}

/// <summary>What was asked for.</summary>
internal sealed record CampaignOptions(int Schedules, int FromSeed, bool IsShared, bool Twice, bool Verbose, LogLevel? Log, FileInfo? Json)
{
    /// <summary>Part of the names of boundaries at which lives are to end; null draws them.</summary>
    public string? Aim { get; init; }

    /// <summary>True for a part of a campaign that another process sums up.</summary>
    public bool IsShare { get; init; }
}
