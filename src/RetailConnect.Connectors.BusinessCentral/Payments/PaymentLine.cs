namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>A payment that belongs into a journal.</summary>
/// <param name="Journal">The journal's code.</param>
/// <param name="Amount">What was paid; positive.</param>
/// <param name="Title">What people read in the line.</param>
internal sealed record PaymentLine(string Journal, decimal Amount, string Title);
