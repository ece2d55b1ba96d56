namespace RetailConnect.Connectors.Square.Api;

/// <summary>Square takes or refuses a call as a whole: halving it finds the line that is at fault, and lets the others through.</summary>
internal static class Isolation
{
    /// <param name="lines">Lines of one call.</param>
    /// <param name="write">Writes lines in one call and records their success.</param>
    /// <param name="failed">Records the fault of a line.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public static async ValueTask WriteAsync<T>(IReadOnlyList<T> lines, Func<IReadOnlyList<T>, ValueTask> write, Action<T, ConnectorException> failed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await write(lines);
        }
        catch (ConnectorException fault) when (lines.Count == 1 || fault.Kind is not (FaultKind.Rejected or FaultKind.Conflict))
        {
            foreach (var line in lines)
            {
                failed(line, fault);
            }
        }
        catch (ConnectorException)
        {
            var half = lines.Count / 2;
            await WriteAsync([.. lines.Take(half)], write, failed, cancellationToken);
            await WriteAsync([.. lines.Skip(half)], write, failed, cancellationToken);
        }
    }
}
