namespace RetailConnect.Sandbox.Shopify;

/// <summary>One customer, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Email">E-mail address.</param>
public sealed record ShopCustomer(string Id, string Email);
