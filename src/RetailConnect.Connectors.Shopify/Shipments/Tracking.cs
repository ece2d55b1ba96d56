using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>What a shipment says of its way to the buyer.</summary>
internal static class Tracking
{
    /// <summary>What a fulfilment is told; null when there is nothing to tell. An address is told with a number only, as Shopify asks.</summary>
    public static TrackingInput? Of(Shipment shipment, ShopifyOptions options)
    {
        var number = Text(shipment.TrackingNumber) ?? (options.ShipmentNumberAsTracking ? Text(shipment.Number) : null);
        var url = number is not null && shipment.TrackingUrl is { IsAbsoluteUri: true } address ? address.AbsoluteUri : null;
        return number is null && Text(shipment.Carrier) is null ? null : new(Text(shipment.Carrier), number, url);
    }

    public static bool IsNumbered(Parcel parcel) => parcel.TrackingInfo.Any(info => Text(info.Number) is not null);

    public static bool HasNumber(Parcel parcel, string number) => parcel.TrackingInfo.Any(info => info.Number is not null && Bare(info.Number) == Bare(number));

    /// <summary>True when a parcel says all that is wanted. What is not known is not wanted: a number that somebody entered in the shop stays.</summary>
    public static bool IsTold(Parcel parcel, TrackingInput? wanted) => wanted?.Number is not { } number
        || parcel.TrackingInfo.Any(info => info.Number is not null && Bare(info.Number) == Bare(number) && Same(wanted.Company, info.Company) && Same(wanted.Url, info.Url));

    private static bool Same(string? wanted, string? told) => wanted is null || string.Equals(wanted, told?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Carriers print numbers in groups; people type them without.</summary>
    private static string Bare(string number) => string.Concat(number.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
}
