namespace RetailConnect.Sandbox.Square;

/// <summary>One movement of points, as the judge sees it.</summary>
/// <param name="Id">Id of the event.</param>
/// <param name="Account">Id of the account.</param>
/// <param name="Type">Type of the event.</param>
/// <param name="Points">Points earned (positive) or taken (negative).</param>
/// <param name="Reason">Reason of an adjustment; null otherwise.</param>
public sealed record LoyaltyMovement(string Id, string Account, string Type, long Points, string? Reason);
