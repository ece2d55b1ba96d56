using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>What is known of an order beside its goods and its money.</summary>
internal static class OrderFacts
{
    /// <summary>A branch may have an account of its own.</summary>
    public static BuyingCompany? CompanyOf(WireOrder order) => order.PurchasingEntity?.Company is not { } company ? null : new(company.Id, company.Name)
    {
        Branch = order.PurchasingEntity.Location is { } branch ? new ExternalId(branch.Id) : default(ExternalId?),
        AccountNumber = Filled(order.PurchasingEntity.Location?.ExternalId) ?? Filled(company.ExternalId),
    };

    /// <summary>Shopify does not say in which order it lists tags.</summary>
    public static IReadOnlyList<string>? TagsOf(WireOrder order) => order.Tags is { } tags ? [.. tags.Order(StringComparer.Ordinal)] : null;

    /// <summary>The worst that anybody says. A level that came after this version is one that somebody should look at.</summary>
    public static OrderRisk? RiskOf(WireOrder order) => order.Risk?.Assessments.Select(assessment => assessment.RiskLevel switch
    {
        "HIGH" => OrderRisk.High,
        "LOW" => OrderRisk.Low,
        "NONE" or "PENDING" => default(OrderRisk?),
        _ => OrderRisk.Medium,
    }).Max();

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
