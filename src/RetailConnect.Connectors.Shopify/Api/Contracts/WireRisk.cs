namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>What Shopify and apps that look for fraud make of an order.</summary>
internal sealed record WireRisk(IReadOnlyList<WireAssessment> Assessments);

internal sealed record WireAssessment(string RiskLevel);
