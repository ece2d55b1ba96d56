namespace RetailConnect.Connectors.Square.Api;

/// <summary>Square's page cursors as ours.</summary>
internal static class Places
{
    /// <summary>Returns where the next page begins; null after the last one.</summary>
    /// <exception cref="ConnectorException">The page ended where it began.</exception>
    public static Cursor? Next(string? cursor, Cursor? after, string what) => string.IsNullOrEmpty(cursor) ? null
        : cursor == after?.Value ? throw new ConnectorException(FaultKind.Transient, $"Square's cursor of {what} does not advance.")
        : new(cursor);
}
