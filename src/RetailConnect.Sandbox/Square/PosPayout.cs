namespace RetailConnect.Sandbox.Square;

/// <summary>One payout, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Location">Location whose sales it settles.</param>
/// <param name="Status">Status in the vendor's words.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Amount">What the bank gets.</param>
/// <param name="Entries">What it settles: type, gross amount, fee.</param>
public sealed record PosPayout(string Id, string Location, string Status, DateTimeOffset CreatedAt, decimal Amount, IReadOnlyList<(string Type, decimal Gross, decimal Fee)> Entries);
