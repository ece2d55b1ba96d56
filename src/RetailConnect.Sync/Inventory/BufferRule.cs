namespace RetailConnect;

/// <summary>Units that are never offered, of what the rule fits.</summary>
/// <param name="Units">Units of each variant at each location of the ERP; zero or more.</param>
public sealed record BufferRule(Quantity Units)
{
    /// <summary>Connection that it is for; null for every channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Location code of the ERP that it is for; null for every location.</summary>
    public string? Location { get; init; }

    /// <summary>SKUs that it is for; a star at its end stands for any text. Null for every variant. The parts of a kit are looked up, not the kit.</summary>
    public string? Sku { get; init; }

    /// <summary>True when the rule is for a variant at a place.</summary>
    public bool Fits(string channel, Sku sku, string location) => (Channel is null || Channel == channel) && (Location is null || Location == location)
        && (Sku is null || (Sku.EndsWith('*') ? sku.Value.StartsWith(Sku[..^1], StringComparison.Ordinal) : sku.Value == Sku));
}
