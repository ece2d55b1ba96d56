namespace RetailConnect.Http;

/// <summary>Writes lines to a vendor that takes or refuses a call as a whole: halving a refused call finds the line that is at fault, and lets the others through.</summary>
/// <remarks>A line that stood in a refused call is sent again, so a call must be one that may be repeated. One bad line among n costs about 2 log2(n) calls more; if all are bad, it is 2n.</remarks>
public static class Isolation
{
    /// <summary>Writes lines, and records of each line what became of it.</summary>
    /// <param name="lines">Lines of one call.</param>
    /// <param name="write">Writes lines in one call and records their success.</param>
    /// <param name="failed">Records the fault of a line: its own, or that of a call which failed in another way than by a refusal.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public static async ValueTask WriteAsync<T>(IReadOnlyList<T> lines, Func<IReadOnlyList<T>, ValueTask> write, Action<T, ConnectorException> failed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(failed);
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
