namespace RetailConnect;

/// <summary>An account at a vendor, as the vendor counts calls: connections of any tenant that use the same one share its allowance.</summary>
/// <param name="System">Name of the system.</param>
/// <param name="Name">Name of the account within the system; it may be shown, so it holds no secret.</param>
public readonly record struct VendorAccount(string System, string Name)
{
    /// <summary>Returns system and name.</summary>
    public override string ToString() => $"{System}/{Name}";
}
