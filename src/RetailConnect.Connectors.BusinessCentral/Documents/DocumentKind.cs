namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>A kind of sales document and where it lives.</summary>
/// <param name="Collection">Entity set of the documents.</param>
/// <param name="Lines">Navigation to their lines.</param>
/// <param name="Title">Name for people.</param>
internal sealed record DocumentKind(string Collection, string Lines, string Title)
{
    public static DocumentKind Order { get; } = new("salesOrders", "salesOrderLines", "sales order");

    public static DocumentKind Invoice { get; } = new("salesInvoices", "salesInvoiceLines", "sales invoice");

    public static DocumentKind CreditMemo { get; } = new("salesCreditMemos", "salesCreditMemoLines", "credit memo");
}
