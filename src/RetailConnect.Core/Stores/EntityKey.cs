namespace RetailConnect;

/// <summary>One entity of a tenant, the same in all systems.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Canonical">Its id inside RetailConnect.</param>
public sealed record EntityKey(EntityType Type, CanonicalId Canonical)
{
    /// <summary>Returns type and id.</summary>
    public override string ToString() => $"{Type} {Canonical}";
}
