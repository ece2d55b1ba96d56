namespace RetailConnect;

/// <summary>What a system answered to a write.</summary>
/// <param name="Id">The entity's id in the written system.</param>
public sealed record WriteReceipt(ExternalId Id)
{
    /// <summary>Further ids that the write brought to light, for example of a product's variants; saved in the crosswalk.</summary>
    public IReadOnlyList<EntityLink> Links { get; init; } = [];

    /// <summary>Fingerprint of what was written; the engine fills it in.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>True when nothing had to be written because the system already had the same.</summary>
    public bool Unchanged { get; init; }
}
