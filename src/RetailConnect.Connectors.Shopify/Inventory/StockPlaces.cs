using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Finds Shopify's ids of the stock that an envelope names.</summary>
internal sealed class StockPlaces(ConnectionLinks links)
{
    private const string OwnLocation = "gid://shopify/Location/";
    private const decimal Most = 1_000_000_000;

    public async ValueTask<StockQuantity> FindAsync(Envelope<StockLevel> envelope, CancellationToken cancellationToken)
    {
        var level = envelope.Value;
        var item = await links.FindAsync(EntityType.Variant, new(level.Sku.Value), cancellationToken)
            ?? throw new ConnectorException(FaultKind.Unmet, $"The variant {level.Sku} was not written to the shop yet.") { Reason = Reasons.UnknownSku };
        var location = level.Location.Value.StartsWith(OwnLocation, StringComparison.Ordinal)
            ? level.Location
            : await links.TranslateAsync(EntityType.Location, envelope.Origin, level.Location, cancellationToken)
                ?? throw new ConnectorException(FaultKind.Unmet, $"The location {level.Location} is not linked with one of the shop.") { Reason = Reasons.UnknownLocation };
        return new(item.Value, location.Value, Whole(level.Available), level.Expected is { } expected ? Whole(expected) : null);
    }

    private static int Whole(Quantity quantity) => quantity.Value == decimal.Truncate(quantity.Value) && Math.Abs(quantity.Value) <= Most
        ? (int)quantity.Value
        : throw new ConnectorException(FaultKind.Rejected, $"Shopify counts whole units up to a billion, not {quantity}.") { Reason = Reasons.InvalidQuantity };
}
