namespace RetailConnect.Sandbox.Retail;

/// <summary>A second profile that a customer has in the web shop, with other addresses.</summary>
/// <param name="Profile">Id of the second profile.</param>
/// <param name="Person">Id of the first one.</param>
public sealed record ShopAlias(string Profile, string Person);
