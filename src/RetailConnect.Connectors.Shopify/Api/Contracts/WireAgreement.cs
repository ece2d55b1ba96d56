namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>What shop and customer agreed on at one moment: the order, an edit, a refund, a return.</summary>
internal sealed record WireAgreement(string Reason, Connection<WireSale> Sales, string? Id = null, Reference? Refund = null);

/// <summary>One part of an agreement.</summary>
internal sealed record WireSale(string ActionType, MoneyBag TotalAmount, MoneyBag TotalTaxAmount, IReadOnlyList<WireSaleTax> Taxes)
{
    public int? Quantity { get; init; }

    /// <summary>The line that was sold; null for shipping, tips, fees and adjustments.</summary>
    public Reference? LineItem { get; init; }
}

internal sealed record WireSaleTax(MoneyBag Amount, SaleTaxLine TaxLine);

internal sealed record SaleTaxLine(string Title, decimal? Rate = null, bool? ChannelLiable = null);

internal sealed record AgreementVariables(string Id, string? After, string? Sales);

internal sealed record AgreementAnswer(AgreementNode? Node = null);

internal sealed record AgreementNode(Connection<WireAgreement>? Agreements = null);
