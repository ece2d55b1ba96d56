namespace RetailConnect.Sandbox.Shopify;

/// <summary>A company that buys in the shop.</summary>
/// <param name="Id">Its number, which makes the id.</param>
/// <param name="Name">Its name.</param>
/// <param name="ExternalId">Id that the merchant gave it; null when none.</param>
/// <param name="BranchExternalId">Id that the merchant gave its branch; null when none.</param>
public sealed record ShopCompany(long Id, string Name, string? ExternalId = null, string? BranchExternalId = null);
