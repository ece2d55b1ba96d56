namespace RetailConnect;

/// <summary>One payment or refund of money.</summary>
/// <param name="Id">Id of the payment in the system that was read.</param>
/// <param name="Kind">How it was paid.</param>
/// <param name="Amount">Amount paid; positive.</param>
/// <param name="Gateway">Gateway or tender as the system names it; null when unknown.</param>
public sealed record Payment(ExternalId Id, PaymentKind Kind, MoneyPair Amount, string? Gateway);
