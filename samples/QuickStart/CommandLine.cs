using System.CommandLine;
using System.Globalization;

namespace QuickStart;

/// <summary>The options of the sample.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Seed = new("--seed") { Description = "Draws the retailer, the day and the faults.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Scale = new("--scale") { Description = "Multiplies the size of the retailer and of the day.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Faults = new("--faults") { Description = "How the simulated world misbehaves.", DefaultValueFactory = _ => "normal" };
    private static readonly Option<FileInfo?> State = new("--state") { Description = "File of the store; a new one in a temporary folder when left out. With --connect, start again with the same file to go on." };
    private static readonly Option<FileInfo?> Json = new("--json") { Description = "Writes the summary to a file." };
    private static readonly Option<FileInfo?> Recording = new("--recording") { Description = "Writes every request that the simulators received to a file, as JSON lines without credentials; the run fails when there were more than fit." };
    private static readonly Option<bool> KeepRunning = new("--keep-running") { Description = "Leaves simulators and host running until Ctrl+C." };
    private static readonly Option<bool> SimulatorsOnly = new("--simulators-only") { Description = "Runs only the simulators, for a host in another process." };
    private static readonly Option<Uri?> Connect = new("--connect")
    {
        Description = "Uses simulators of another process, for example http://127.0.0.1:5470.",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            {
                return uri;
            }

            result.AddError("--connect takes the address of the simulators' controls, for example http://127.0.0.1:5470.");
            return null;
        },
    };
    private static readonly Option<int> Port = new("--port") { Description = "Port of the simulators' controls with --simulators-only.", DefaultValueFactory = _ => 5470 };
    private static readonly Option<int> Limit = new("--limit") { Description = "Gives up after so many seconds.", DefaultValueFactory = _ => 600 };

    public static RootCommand Create(Func<QuickStartOptions, CancellationToken, Task<int>> run, params IEnumerable<Command> others)
    {
        Faults.AcceptOnlyFromAmong("none", "normal", "storm");
        Check(Scale, value => value is > 0 and <= 100, "a number above 0 and up to 100");
        Check(Port, value => value is >= 0 and <= 65535, "a port from 0 to 65535; 0 takes a free one");
        Check(Limit, value => value is > 0 and <= 86400, "seconds from 1 to 86400");
        var command = new RootCommand("Keeps a simulated retailer's ERP, web shop, POS and loyalty engine in step over one trading day, under faults, and proves it. Exit code 0 only if every proof holds.")
        {
            Seed, Scale, Faults, State, Json, Recording, KeepRunning, SimulatorsOnly, Connect, Port, Limit,
        };
        others.ToList().ForEach(command.Subcommands.Add);
        command.Validators.Add(result =>
        {
            if (result.GetValue(SimulatorsOnly) && result.GetValue(Connect) is not null)
            {
                result.AddError("--simulators-only and --connect exclude each other: one process runs the simulators, another one connects to them.");
            }

            if (result.GetValue(SimulatorsOnly) && (result.GetValue(Json) is not null || result.GetValue(Recording) is not null))
            {
                result.AddError("--json and --recording are written by the process that runs the host: give them to the one with --connect, not to the one with --simulators-only.");
            }
        });
        command.SetAction((result, cancellationToken) => run(
            new QuickStartOptions
            {
                Seed = result.GetValue(Seed), Scale = result.GetValue(Scale), Faults = result.GetValue(Faults)!, State = result.GetValue(State), Json = result.GetValue(Json),
                Recording = result.GetValue(Recording), KeepRunning = result.GetValue(KeepRunning), SimulatorsOnly = result.GetValue(SimulatorsOnly), Connect = result.GetValue(Connect),
                Port = result.GetValue(Port), Limit = TimeSpan.FromSeconds(result.GetValue(Limit)),
            },
            cancellationToken));
        return command;
    }

    /// <summary>Checks a number's range; a text that is no number is the parser's to refuse.</summary>
    private static void Check(Option option, Func<double, bool> isRight, string wanted) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !isRight(value))
        {
            result.AddError($"{option.Name} takes {wanted}.");
        }
    });
}
