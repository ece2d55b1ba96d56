using System.Text.Json;
using RetailConnect.FaultCampaign.Simulation;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Reality;

/// <summary>Runs real days until so many hosts were killed. The seed draws the retailer and the moments; what happens in between is the machine's, so a broken day can't be repeated to the letter.</summary>
internal sealed class RealCampaign(CampaignOptions options)
{
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var days = new List<RealResult>();
        for (var seed = options.FromSeed; days.Sum(day => day.Kills) < options.Schedules && !cancellationToken.IsCancellationRequested; seed++)
        {
            using var cluster = options.IsShared ? new Cluster() : null;
            RealResult day;
            try
            {
                day = await RealDay.RunAsync(seed, options.Schedules - days.Sum(done => done.Kills), cluster, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // A day that was not played to its end has shown nothing.
                break;
            }

            days.Add(day);
            Console.WriteLine($"seed {seed}: {day.Kills} kills{(day.Outages > 0 ? $", the server stopped {day.Outages} times" : "")}{(day.Freezes > 0 ? $", hosts frozen {day.Freezes} times" : "")}, {day.Elapsed.TotalSeconds:N0} s{(day.Broken.Count > 0 ? " BROKEN" : "")}; {days.Sum(done => done.Kills):N0} of {options.Schedules:N0}");
            day.Broken.ToList().ForEach(broken => Console.WriteLine($"  {broken}"));
            if (day.Broken.Count > 0)
            {
                Console.WriteLine($"  repeat with: dotnet run -c Release --project tests/RetailConnect.FaultCampaign -- --layer reality --store {(options.IsShared ? "postgresql" : "sqlite")} --schedules {day.Kills} --from-seed {seed}");
            }
        }

        var (kills, broken, elapsed) = (days.Sum(day => day.Kills), days.Where(day => day.Broken.Count > 0).Select(day => day.Seed).ToList(), TimeProvider.System.GetElapsedTime(began));
        Console.WriteLine($"{kills:N0} SIGKILLs, {days.Sum(day => day.Outages):N0} stops of the server and {days.Sum(day => day.Freezes):N0} frozen hosts in {days.Count:N0} days and {elapsed.TotalSeconds:N0} s. {(broken.Count == 0 ? "Every proof held on every day." : $"BROKEN on days {string.Join(", ", broken)}")}");
        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(new { kills, days = days.Count, outages = days.Sum(day => day.Outages), freezes = days.Sum(day => day.Freezes), elapsedSeconds = elapsed.TotalSeconds, brokenSeeds = broken, holds = broken.Count == 0 }), CancellationToken.None);
        }

        return broken.Count == 0 && kills >= options.Schedules;
    }
}
