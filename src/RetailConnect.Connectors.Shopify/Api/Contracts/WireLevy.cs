namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>A duty, or an additional fee, which has a name.</summary>
internal sealed record WireLevy(string Id, MoneyBag Price, IReadOnlyList<WireTax> TaxLines, string? Name = null);

/// <summary>A line with its duties only.</summary>
internal sealed record DutyLine(string Id, IReadOnlyList<WireLevy> Duties);

internal sealed record FeesAnswer(FeesNode? Node = null);

internal sealed record FeesNode(IReadOnlyList<WireLevy>? AdditionalFees = null);
