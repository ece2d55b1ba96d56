namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Tells the dimensions of a document: those of its location where the settings name some, else the connection's.</summary>
internal sealed class DimensionFinder(ConnectionLinks links, BusinessCentralOptions options)
{
    public async ValueTask<Dimensions> OfAsync(string origin, ExternalId? location, CancellationToken cancellationToken) =>
        new(await OfLocationAsync(origin, location, cancellationToken) ?? Value(options.Dimension1), Value(options.Dimension2));

    private async ValueTask<string?> OfLocationAsync(string origin, ExternalId? location, CancellationToken cancellationToken) =>
        options.Dimension1ByLocation.Count > 0 && location is { } named && await links.CanonicalAsync(EntityType.Location, origin, named, cancellationToken) is { } code
            ? options.Dimension1ByLocation.TryGetValue(code.Value, out var value) ? Value(value) : null
            : null;

    private static string? Value(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
