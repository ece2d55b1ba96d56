using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetailConnect.FaultCampaign.Simulation.Mutants;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Shares a campaign out to processes, one for each core: a schedule that is to be repeatable has its process' one thread for itself.</summary>
internal sealed class Shares(CampaignOptions options, int processes)
{
    /// <summary>Seeds are given out in portions, so that all processes end at about the same time.</summary>
    private const int LargestPortion = 2500;

    /// <summary>How many schedules at a time try to end a life at one boundary, and how often at most.</summary>
    private const int ForABoundary = 20;
    private const int RoundsForABoundary = 5;

    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(30);

    /// <summary>Runs the schedules; true when all promises held, and a campaign that is large enough has ended lives at every boundary.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var report = new Report(options.IsShared);
        using var ended = new CancellationTokenSource();
        var signs = SignAsync(report, began, ended.Token);
        var size = Math.Clamp((options.Schedules + processes - 1) / processes, 1, LargestPortion);
        var succeeded = await RunAsync(report, Enumerable.Range(0, (options.Schedules + size - 1) / size).Select(at => new Portion(options.FromSeed + (at * size), Math.Min(size, options.Schedules - (at * size)), options.Aim)), cancellationToken);
        if (report.IsLarge && options.Aim is null)
        {
            // Some boundaries are passed so seldom that chance alone would take too long to end a life there.
            var unvisited = report.Unvisited;
            succeeded &= await RunAsync(report, Enumerable.Range(0, RoundsForABoundary).SelectMany(round => unvisited.Select(boundary => new Portion(options.FromSeed + (round * ForABoundary), ForABoundary, boundary) { UntilVisited = true })), cancellationToken);
        }

        await ended.CancelAsync();
        await signs;
        report.Elapsed = TimeProvider.System.GetElapsedTime(began);
        Console.WriteLine(report.ToText(options.Schedules));
        await WriteAsync(report.ToJson());
        if (!succeeded && report.Holds && !cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("A process ended with an error although its schedules held; look at what it wrote above.");
        }

        return report.Holds && report.Covers && succeeded && report.Schedules >= options.Schedules;
    }

    /// <summary>Runs portions and adds what they showed; true when every process ended well.</summary>
    private async Task<bool> RunAsync(Report report, IEnumerable<Portion> portions, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<Portion>(portions);
        var succeeded = true;
        await Task.WhenAll(Enumerable.Range(0, processes).Select(async _ =>
        {
            while (!cancellationToken.IsCancellationRequested && waiting.TryDequeue(out var portion))
            {
                lock (report)
                {
                    if (portion.UntilVisited && !report.Unvisited.Contains(portion.Aim))
                    {
                        continue;
                    }
                }

                var (exit, json) = await RunAsync(["--from-seed", $"{portion.From}", "--schedules", $"{portion.Count}", .. portion.Aim is { } aim ? (string[])["--aim", aim] : []], cancellationToken);
                lock (report)
                {
                    succeeded &= exit == 0;
                    if (json.Length > 0)
                    {
                        report.Add(json);
                    }
                }
            }
        }));
        return succeeded;
    }

    /// <summary>Plants bugs and looks for each; true when all were found.</summary>
    public async Task<bool> HuntAsync(IReadOnlyList<Mutant> mutants, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<Mutant>(mutants);
        var (found, missed) = (new JsonObject(), new List<string>());
        await Task.WhenAll(Enumerable.Range(0, processes).Select(async _ =>
        {
            // A few at once: a process has to warm up first.
            while (!cancellationToken.IsCancellationRequested && Take(waiting, Math.Max(1, mutants.Count / processes / 2)) is { Count: > 0 } some)
            {
                var (exit, json) = await RunAsync(["--from-seed", $"{options.FromSeed}", "--mutant", string.Join(',', some.Select(mutant => mutant.Name))], cancellationToken);
                var hunts = json.Length > 0 ? JsonNode.Parse(json)!.AsObject() : [];
                lock (found)
                {
                    missed.AddRange(some.Where(mutant => (bool?)hunts[mutant.Name]?["found"] is not true).Select(mutant => mutant.Name));
                    hunts.ToList().ForEach(hunt => found[hunt.Key] = hunt.Value?.DeepClone());
                }
            }
        }));
        if (cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine($"Stopped: {found.Count(hunt => (bool?)hunt.Value?["found"] is true)} of {mutants.Count} planted bugs were found until then, the others were not looked for to the end.");
            await WriteAsync(found.ToJsonString());
            return false;
        }

        Console.WriteLine(missed.Count == 0 ? $"All {mutants.Count} planted bugs were found." : $"{missed.Count} of {mutants.Count} planted bugs were NOT found: {string.Join(", ", missed)}");
        await WriteAsync(found.ToJsonString());
        return missed.Count == 0;
    }

    private static List<Mutant> Take(ConcurrentQueue<Mutant> waiting, int most)
    {
        var some = new List<Mutant>();
        while (some.Count < most && waiting.TryDequeue(out var mutant))
        {
            some.Add(mutant);
        }

        return some;
    }

    private async Task<(int Exit, string Json)> RunAsync(IReadOnlyList<string> share, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            List<string> arguments = ["--processes", "1", "--share", "--json", file, "--store", options.IsShared ? "postgresql" : "sqlite", .. share];
            arguments.AddRange(options.Twice ? ["--twice"] : []);
            arguments.AddRange(options.Verbose ? ["--verbose"] : []);
            var exit = await Child.RunAsync(arguments, new Dictionary<string, string>(), leash: true, cancellationToken);
            return (exit, await File.ReadAllTextAsync(file, CancellationToken.None));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task SignAsync(Report report, long began, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Sign, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (done, elapsed) = (report.Schedules, TimeProvider.System.GetElapsedTime(began));
            if (!cancellationToken.IsCancellationRequested && done > 0 && done < options.Schedules)
            {
                Console.WriteLine($"… {done:N0} of {options.Schedules:N0} schedules; about {(elapsed * ((options.Schedules - done) / (double)done)).TotalMinutes:N0} min left");
            }
        }
    }

    private async Task WriteAsync(string json)
    {
        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, json, CancellationToken.None);
        }
    }

    /// <summary>What one process runs.</summary>
    private sealed record Portion(int From, int Count, string? Aim)
    {
        /// <summary>True when it is not needed any more once a life ended at the boundary.</summary>
        public bool UntilVisited { get; init; }
    }
}
