namespace RetailConnect;

/// <summary>An entity's id inside RetailConnect, the same for all connected systems of a tenant.</summary>
/// <param name="Value">The id.</param>
public readonly record struct CanonicalId(string Value)
{
    /// <summary>Returns the id.</summary>
    public override string ToString() => Value;
}
