using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Logging;
using RetailConnect.FaultCampaign.Drift;
using RetailConnect.FaultCampaign.Load;
using RetailConnect.FaultCampaign.Reality;
using RetailConnect.FaultCampaign.Simulation;
using RetailConnect.FaultCampaign.Simulation.Mutants;

var layer = new Option<string>("--layer") { Description = "simulation: everything in one process, in virtual time; reality: hosts in processes that are killed; load: a catalogue is loaded into the shop in bulk by a host that is killed; drift: somebody changes a catalogue by hand, and a comparison must find exactly that", DefaultValueFactory = _ => "simulation" }.AcceptOnlyFromAmong("simulation", "reality", "load", "drift");
var store = new Option<string>("--store") { Description = "Where the hosts keep their state; on postgresql hosts also hang and wake up beside their successor", DefaultValueFactory = _ => "sqlite" }.AcceptOnlyFromAmong("sqlite", "postgresql");
var schedules = new Option<int>("--schedules") { Description = "How many schedules to run; in the reality layer, how many kills", DefaultValueFactory = _ => 100 };
var from = new Option<int>("--from-seed") { Description = "Seed of the first schedule; the next ones count on", DefaultValueFactory = _ => 1 };
var mutant = new Option<string?>("--mutant") { Description = "Plants bugs and looks for each: names with commas between them, 'all', or 'list' to see the names" };
var processes = new Option<int>("--processes") { Description = "How many processes share the schedules; one for each core unless --log is given", DefaultValueFactory = _ => Environment.ProcessorCount };
var aim = new Option<string?>("--aim") { Description = "Ends lives at boundaries whose names hold this text, instead of drawing them" };
var share = new Option<bool>("--share") { Description = "Runs a share of a campaign that another process sums up", Hidden = true };
var json = new Option<FileInfo?>("--json") { Description = "Writes the result for scripts" };
var twice = new Option<bool>("--twice") { Description = "Runs each schedule twice and compares the traces: the same seed must do the same" };
var log = new Option<LogLevel?>("--log") { Description = "Prints what hosts log, from this level on: to repeat one schedule and see why" };
var variants = new Option<int>("--variants") { Description = "In the load and drift layers: variants of the catalogue, ten to a product; 5,000 or more", DefaultValueFactory = _ => 50_000 };
var drifts = new Option<int>("--drifts") { Description = "In the drift layer: changes made by hand", DefaultValueFactory = _ => 100 };
var restore = new Option<int>("--restore-rate") { Description = "In the load layer: cost points that the shop restores in a second", DefaultValueFactory = _ => 100 };
var verbose = new Option<bool>("--verbose") { Description = "Prints a line for each schedule" };
schedules.Validators.Add(value =>
{
    if (value.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
    {
        value.AddError("--schedules takes 1 or more: a campaign of none proves nothing.");
    }
});
processes.Validators.Add(value =>
{
    if (value.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
    {
        value.AddError("--processes takes 1 or more.");
    }
});
variants.Validators.Add(value =>
{
    if (value.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 5_000)
    {
        value.AddError("--variants takes 5,000 or more: a tenth of it is loaded first, and fewer than 500 are written by single calls.");
    }
});
mutant.Validators.Add(value =>
{
    if (value.Tokens is [var token] && token.Value is not ("list" or "all"))
    {
        token.Value.Split(',').Where(name => PlantedBugs.All.All(bug => bug.Name != name)).ToList().ForEach(name => value.AddError($"There is no planted bug named '{name}'; --mutant list names them."));
    }
});
var root = new RootCommand("Lets a retailer trade while the world misbehaves and its hosts die, and checks the promises by the vendors' own state. Ends with 0 only if every promise held in every schedule.")
{
    layer, store, schedules, from, mutant, aim, processes, json, twice, verbose, log, share, variants, restore, drifts,
};
root.SetAction(async (asked, cancellationToken) =>
{
    if (asked.GetValue(mutant) == "list")
    {
        PlantedBugs.All.ToList().ForEach(bug => Console.WriteLine($"{bug.Name,-24} {bug.What}"));
        return 0;
    }

    cancellationToken = asked.GetValue(share) ? Child.Leash(cancellationToken) : cancellationToken;
    var isReal = asked.GetValue(layer) == "reality";
    var isLoad = asked.GetValue(layer) == "load";
    var isDrift = asked.GetValue(layer) == "drift";
    var options = new CampaignOptions(asked.GetValue(schedules), asked.GetValue(from), asked.GetValue(store) == "postgresql", asked.GetValue(twice), asked.GetValue(verbose), asked.GetValue(log), asked.GetValue(json)) { IsShare = asked.GetValue(share), Aim = asked.GetValue(aim) };
    IReadOnlyList<Mutant> mutants = asked.GetValue(mutant) is { } names ? [.. PlantedBugs.All.Where(bug => names is "all" || names.Split(',').Contains(bug.Name))] : [];
    if (!isReal && !isLoad && !isDrift && !options.IsShare && options.Log is null)
    {
        var shares = new Shares(options, Math.Min(asked.GetValue(processes), mutants.Count > 0 ? mutants.Count : options.Schedules));
        return await (mutants.Count > 0 ? shares.HuntAsync(mutants, cancellationToken) : shares.RunAsync(cancellationToken)) ? 0 : 1;
    }

    if (isDrift)
    {
        return await new DriftCampaign(asked.GetValue(variants), asked.GetValue(drifts), asked.GetValue(from), asked.GetValue(json)).RunAsync(cancellationToken) ? 0 : 1;
    }

    if ((isReal || isLoad || options.IsShared) && !ManyThreads.Are)
    {
        return await ManyThreads.RunAsync(args, cancellationToken);
    }

    if (isLoad)
    {
        return await new LoadCampaign(asked.GetValue(variants), asked.GetValue(restore), asked.GetValue(json)).RunAsync(cancellationToken) ? 0 : 1;
    }

    if (isReal)
    {
        return await new RealCampaign(options).RunAsync(cancellationToken) ? 0 : 1;
    }

    using var campaign = new Campaign(options);
    return await (mutants.Count > 0 ? campaign.HuntAsync(mutants, cancellationToken) : campaign.RunAsync(cancellationToken)) ? 0 : 1;
});
root.Validators.Add(value =>
{
    try
    {
        Check(value);
    }
    catch (InvalidOperationException)
    {
        // An option has a value that it does not take; the parser says so itself.
    }
});
root.Subcommands.Add(HostProgram.Create());
root.Subcommands.Add(LoadHostProgram.Create());

// Who stops a campaign still hears what it has found.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });

void Check(CommandResult value)
{
    if (value.GetValue(layer) is "reality" or "load" or "drift" && value.GetValue(mutant) is not (null or "list"))
    {
        value.AddError("Planted bugs are looked for in the simulation: leave --layer out.");
    }

    if (value.GetValue(twice) && (value.GetValue(layer) is "reality" or "load" or "drift" || value.GetValue(store) == "postgresql"))
    {
        value.AddError("Only a schedule on SQLite in the simulation does the same again, because nothing leaves its process: leave --twice or the other option out.");
    }

    if (value.GetValue(layer) is "load" or "drift" && value.GetValue(store) == "postgresql")
    {
        value.AddError("This layer keeps its state in a SQLite file: leave --store out.");
    }

    if (value.GetValue(aim) is { } text && KnownBoundaries.All.All(name => !name.Contains(text, StringComparison.Ordinal)))
    {
        value.AddError($"No boundary has '{text}' in its name; Simulation/boundaries.txt lists them.");
    }

    if (value.GetValue(from) > int.MaxValue - value.GetValue(schedules))
    {
        value.AddError("--from-seed and --schedules together are more than the largest seed.");
    }

    if (value.GetValue(json) is { Directory.Exists: false } file)
    {
        value.AddError($"The folder of {file.FullName} does not exist; create it, or write the result elsewhere.");
    }
}
