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

    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(30);

    /// <summary>Runs the schedules; true when all promises held.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var size = Math.Clamp((options.Schedules + processes - 1) / processes, 1, LargestPortion);
        var portions = new ConcurrentQueue<(int From, int Count)>(
            Enumerable.Range(0, (options.Schedules + size - 1) / size).Select(at => (options.FromSeed + (at * size), Math.Min(size, options.Schedules - (at * size)))));
        var (report, failed) = (new Report(), false);
        using var ended = new CancellationTokenSource();
        var signs = SignAsync(report, began, ended.Token);
        await Task.WhenAll(Enumerable.Range(0, processes).Select(async _ =>
        {
            while (!cancellationToken.IsCancellationRequested && portions.TryDequeue(out var portion))
            {
                var (exit, json) = await RunAsync(["--from-seed", $"{portion.From}", "--schedules", $"{portion.Count}"], cancellationToken);
                lock (report)
                {
                    failed |= exit != 0;
                    if (json.Length > 0)
                    {
                        report.Add(json);
                    }
                }
            }
        }));
        await ended.CancelAsync();
        await signs;
        report.Elapsed = TimeProvider.System.GetElapsedTime(began);
        Console.WriteLine(report.ToText());
        await WriteAsync(report.ToJson());
        if (failed && report.Holds && !cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("A process ended with an error although its schedules held; look at what it wrote above.");
        }

        return report.Holds && !failed && report.Schedules == options.Schedules;
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
        missed.AddRange(waiting.Select(mutant => mutant.Name));
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
            if (!cancellationToken.IsCancellationRequested && done > 0)
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
}
