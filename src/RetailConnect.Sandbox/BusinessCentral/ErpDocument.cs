namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>One document, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Reference">External document number.</param>
/// <param name="CreditMemo">True for a credit memo, false for an order or invoice.</param>
/// <param name="Posted">True once it is posted.</param>
/// <param name="Total">Total including tax.</param>
/// <param name="Currency">Currency.</param>
/// <param name="Customer">Number of the customer.</param>
/// <param name="Lines">Item lines: SKU (item number, or item number and variant code joined by a hyphen), units, location code.</param>
public sealed record ErpDocument(Guid Id, string Reference, bool CreditMemo, bool Posted, decimal Total, string Currency, string Customer, IReadOnlyList<(string Sku, decimal Units, string Location)> Lines)
{
    /// <summary>Lines on G/L accounts: account and amount before added tax.</summary>
    public IReadOnlyList<(string Account, decimal Amount)> Accounts { get; init; } = [];
}
