namespace RetailConnect.Sandbox.Shopify;

/// <summary>One payout, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Status">Status in the vendor's words.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="Net">What the bank gets, in the shop's currency.</param>
/// <param name="Movements">What it settles: type, amount, fee.</param>
public sealed record ShopPayout(string Id, string Status, DateTimeOffset IssuedAt, decimal Net, IReadOnlyList<(string Type, decimal Amount, decimal Fee)> Movements);
