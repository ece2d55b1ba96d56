using System.CommandLine;

namespace CustomConnector.Kit;

/// <summary>The options of the sample.</summary>
internal static class CommandLine
{
    private static readonly Option<FileInfo?> Json = new("--json") { Description = "Writes the report to a file, for scripts." };
    private static readonly Option<string?> Only = new("--only") { Description = "Runs only the checks whose names hold this text; others are left out of the report." };

    public static RootCommand Create(Func<FileInfo?, string?, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Runs the connector's conformance kit against the sample connector and prints what became of each check. Exit code 0 only if every check that applies passed.") { Json, Only };
        command.SetAction((result, cancellationToken) => run(result.GetValue(Json), result.GetValue(Only), cancellationToken));
        return command;
    }
}
