namespace RetailConnect;

/// <summary>A place that holds stock: a store or a warehouse.</summary>
public sealed record Location
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>Short code, where the system has one; it links the place over systems.</summary>
    public string? Code { get; init; }

    /// <summary>Name; it links the place over systems when there is no code.</summary>
    public required string Name { get; init; }

    /// <summary>False when the place is closed.</summary>
    public bool Active { get; init; } = true;
}
