namespace RetailConnect;

/// <summary>A merchant; everything that is stored, logged or measured carries it.</summary>
/// <param name="Value">Kebab-case name.</param>
public readonly record struct TenantId(string Value)
{
    /// <summary>Returns the name.</summary>
    public override string ToString() => Value;
}
