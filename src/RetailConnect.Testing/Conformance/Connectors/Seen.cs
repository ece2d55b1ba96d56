namespace RetailConnect.Testing;

/// <summary>One change as a source gave it, whatever its type.</summary>
/// <param name="Entity">Id of the entity.</param>
/// <param name="Version">Version.</param>
/// <param name="Content">Canonical text, times in UTC; null for a delete, and for what could not be mapped.</param>
/// <param name="Fault">Why it could not be mapped.</param>
internal sealed record Seen(ExternalId Entity, string Version, string? Content, ConnectorException? Fault)
{
    public bool IsDelete => Content is null && Fault is null;

    public override string ToString() => $"{Entity} {Version}";
}
