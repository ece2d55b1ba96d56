namespace RetailConnect.Testing;

/// <summary>What a vendor holds of one envelope.</summary>
/// <param name="Times">How often it holds the effect; a part of it counts too.</param>
/// <param name="Missing">What of the envelope is not there, in words; null when all of it is.</param>
public sealed record VendorEffect(int Times, string? Missing = null);
