namespace RetailConnect;

/// <summary>The retailer's own number of a sellable variant; the key that all systems share.</summary>
/// <param name="Value">The number as the ERP writes it; compared exactly, trimmed by the mappers.</param>
public readonly record struct Sku(string Value)
{
    /// <summary>Returns the number.</summary>
    public override string ToString() => Value;
}
