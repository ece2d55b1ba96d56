using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>What makes a line of a document, in one form for those that we write and those that we read.</summary>
internal readonly record struct LineContent(string Type, string Number, Guid? Variant, decimal Quantity, decimal UnitPrice, decimal Discount)
{
    public static LineContent Of(DocumentLine line) => new(line.LineType, Name(line.LineObjectNumber), line.ItemVariantId, line.Quantity, line.UnitPrice, line.DiscountAmount ?? 0);

    /// <summary>No variant is an id of zeros there.</summary>
    public static LineContent Of(OpenLine line) =>
        new(line.LineType ?? "", Name(line.LineObjectNumber), line.ItemVariantId is { } variant && variant != Guid.Empty ? variant : null, line.Quantity ?? 0, line.UnitPrice ?? 0, line.DiscountAmount ?? 0);

    /// <summary>True when both sell the same thing.</summary>
    public bool IsOf(LineContent other) => (Type, Number, Variant) == (other.Type, other.Number, other.Variant);

    /// <summary>True for a line on an account.</summary>
    public bool IsOn(string? account) => Type == "Account" && Number == Name(account);

    private static string Name(string? number) => (number ?? "").Trim().ToUpperInvariant();
}
