namespace RetailConnect;

/// <summary>One shipping charge.</summary>
/// <param name="Title">Name of the shipping method.</param>
/// <param name="Amount">Charge after its own discounts, before added tax.</param>
/// <param name="Taxes">Taxes of the charge.</param>
public sealed record ShippingCharge(string Title, MoneyPair Amount, IReadOnlyList<Tax> Taxes);
