using System.CommandLine;
using System.Text.Json;
using RetailConnect.FaultCampaign.Simulation;

var schedules = new Option<int>("--schedules") { Description = "How many schedules to run", DefaultValueFactory = _ => 100 };
var from = new Option<int>("--from-seed") { Description = "Seed of the first schedule; the next ones count on", DefaultValueFactory = _ => 1 };
var json = new Option<FileInfo?>("--json") { Description = "Writes the result for scripts" };
var twice = new Option<bool>("--twice") { Description = "Runs each schedule twice and compares the traces: the same seed must do the same" };
var verbose = new Option<bool>("--verbose") { Description = "Prints a line for each schedule" };
schedules.Validators.Add(value =>
{
    if (value.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
    {
        value.AddError("--schedules takes 1 or more: a campaign of none proves nothing.");
    }
});
var campaign = new RootCommand("Runs whole trading days in virtual time while the world misbehaves and the host dies, and checks the promises by the vendors' own state.") { schedules, from, json, twice, verbose };
campaign.SetAction(async (options, cancellationToken) =>
{
    var began = TimeProvider.System.GetTimestamp();
    var report = new Report();
    for (var seed = options.GetValue(from); seed < options.GetValue(from) + options.GetValue(schedules) && !cancellationToken.IsCancellationRequested; seed++)
    {
        var result = await Simulation.RunAsync(Schedule.Draw(seed));
        var second = options.GetValue(twice) ? (await Simulation.RunAsync(Schedule.Draw(seed))).Trace : result.Trace;
        if (second != result.Trace)
        {
            result = result with { Broken = [.. result.Broken, $"trace: {result.Trace} the first time, {second} the second"] };
        }

        report.Add(result);
        if (options.GetValue(verbose) || result.Broken.Count > 0)
        {
            Console.WriteLine($"seed {seed} {result.Schedule.Faults} {result.Requests} requests, {result.VirtualTime.TotalSeconds:N0} s, trace {result.Trace}, died {string.Join("; ", result.Crashes)}{(result.Broken.Count > 0 ? " BROKEN" : "")}");
            result.Broken.ToList().ForEach(broken => Console.WriteLine($"  {broken}"));
        }

        if (result.Broken.Count > 0)
        {
            Console.WriteLine($"  repeat with: dotnet run -c Release --project tests/RetailConnect.FaultCampaign -- --schedules 1 --from-seed {seed} --verbose");
        }
    }

    report.Elapsed = TimeProvider.System.GetElapsedTime(began);
    Console.WriteLine(report.ToText());
    if (options.GetValue(json) is { } file)
    {
        await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report.ToJson()), cancellationToken);
    }

    // A campaign that was stopped has not shown what it was asked to show.
    return report.Holds && !cancellationToken.IsCancellationRequested ? 0 : 1;
});
return await campaign.Parse(args).InvokeAsync();
