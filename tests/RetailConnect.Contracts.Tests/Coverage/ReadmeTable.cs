namespace RetailConnect.Contracts.Coverage;

/// <summary>The table of checked operations in a connector's README.</summary>
internal static class ReadmeTable
{
    private const string Begin = "<!-- contract table, written by RetailConnect.Contracts.Tests -->";
    private const string End = "<!-- end of the contract table -->";

    public static string FileOf(ConnectorUnderTest connector) => Path.Combine(ContractFolder.RepositoryRoot()!.FullName, "src", connector.Assembly.GetName().Name!, "README.md");

    /// <summary>Puts the table between its marks.</summary>
    public static string Put(string readme, IReadOnlyList<CheckedOperation> operations)
    {
        var text = readme.ReplaceLineEndings("\n");
        var from = text.IndexOf(Begin, StringComparison.Ordinal);
        var to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"The README has no table between '{Begin}' and '{End}'.");
        return $"{text[..(from + Begin.Length)]}\n{string.Join('\n', Lines(operations))}\n{text[to..]}";
    }

    private static IEnumerable<string> Lines(IReadOnlyList<CheckedOperation> operations) => ["| Operation | Contract | Checked |", "|---|---|---|", .. operations.Select(Row)];

    private static string Row(CheckedOperation operation)
    {
        var contract = operation.Contract.Count == 0 ? "none" : string.Join("<br>", operation.Contract.Select(name => $"`{name}`"));
        return $"| {operation.Name} | {contract} | {operation.Exception ?? Figures(operation)} |";
    }

    private static string Figures(CheckedOperation operation) =>
        operation.Answers == 0 ? Count(operation.Requests, "request") : $"{Count(operation.Requests, "request")}, {Count(operation.Answers, "answer")}";

    private static string Count(int count, string what) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
