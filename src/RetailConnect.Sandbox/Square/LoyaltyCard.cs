namespace RetailConnect.Sandbox.Square;

/// <summary>One loyalty account, as the judge sees it.</summary>
/// <param name="Id">Id of the account.</param>
/// <param name="Phone">Phone number that the member is known by.</param>
/// <param name="Balance">Points that can be spent; below zero when more was taken back than was left.</param>
public sealed record LoyaltyCard(string Id, string Phone, long Balance);
