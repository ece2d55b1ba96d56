namespace RetailConnect;

/// <summary>A named composition from sources to sinks: plain data.</summary>
public sealed record SyncDefinition
{
    /// <summary>Name, unique within the tenant.</summary>
    public required string Name { get; init; }

    /// <summary>Canonical type that flows.</summary>
    public required EntityType Type { get; init; }

    /// <summary>Connections that are read.</summary>
    public required IReadOnlyList<string> From { get; init; }

    /// <summary>Connections that are written.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Settings, of the options type that belongs to the sync.</summary>
    public required SyncOptions Options { get; init; }
}
