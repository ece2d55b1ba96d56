using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Inventory;

/// <summary>Finds the id of a location by its code; all locations are read once, and again when one is missing.</summary>
internal sealed class LocationFinder(IBusinessCentralApi api, Addresses addresses, Paging paging, ConnectionLinks links, BusinessCentralOptions options) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private volatile Dictionary<string, Guid> known = [];

    /// <summary>Finds the locations of a document's lines; a line that names none gets the default location, or none.</summary>
    /// <exception cref="ConnectorException">A location is not linked, or Business Central does not have it.</exception>
    public async ValueTask<IReadOnlyDictionary<ExternalId, Guid>> FindAsync(string origin, IEnumerable<ExternalId> locations, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ExternalId, Guid>();
        foreach (var location in locations.Distinct())
        {
            var code = await links.CanonicalAsync(EntityType.Location, origin, location, cancellationToken)
                ?? throw new ConnectorException(FaultKind.Unmet, $"Location '{location}' of '{origin}' is linked to no location of Business Central.") { Reason = Reasons.UnknownLocation };
            found[location] = await IdAsync(code.Value, cancellationToken);
        }

        return found;
    }

    /// <summary>Id of the default location; null when the settings name none.</summary>
    public async ValueTask<Guid?> DefaultAsync(CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(options.DefaultLocation) ? null : await NamedAsync(nameof(options.DefaultLocation), options.DefaultLocation, cancellationToken);

    /// <summary>Id of the location for goods that are looked at before they are sold.</summary>
    /// <exception cref="ConnectorException">The settings name none, or Business Central does not have it.</exception>
    public async ValueTask<Guid> QuarantineAsync(CancellationToken cancellationToken) => string.IsNullOrWhiteSpace(options.QuarantineLocation)
        ? throw new ConnectorException(FaultKind.Rejected, "Goods came back that go to quarantine, and the connection's QuarantineLocation is not set.") { Reason = Reasons.UnknownLocation, Advice = "Set QuarantineLocation to the code of a location of Business Central, restart the host, then replay." }
        : await NamedAsync(nameof(options.QuarantineLocation), options.QuarantineLocation, cancellationToken);

    public void Dispose() => reading.Dispose();

    /// <summary>A code of the settings can only be mended there.</summary>
    private async ValueTask<Guid> NamedAsync(string setting, string code, CancellationToken cancellationToken)
    {
        try
        {
            return await IdAsync(code, cancellationToken);
        }
        catch (ConnectorException unknown) when (unknown.Reason is Reasons.UnknownLocation)
        {
            throw new ConnectorException(unknown.Kind, $"{unknown.Message} The connection's {setting} names it.", unknown) { Reason = unknown.Reason, Advice = $"Set {setting} to the code of a location of Business Central, restart the host, then replay." };
        }
    }

    private async ValueTask<Guid> IdAsync(string code, CancellationToken cancellationToken)
    {
        var seen = known;
        if (seen.TryGetValue(code, out var id))
        {
            return id;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(seen, known))
            {
                var rows = await paging.AllAsync<BusinessLocation>(addresses.List("locations"), api.Locations, cancellationToken);
                known = rows.Where(row => !string.IsNullOrWhiteSpace(row.Code)).GroupBy(row => row.Code!.Trim()).ToDictionary(group => group.Key, group => group.First().Id);
            }
        }
        finally
        {
            reading.Release();
        }

        return known.TryGetValue(code, out id) ? id
            : throw new ConnectorException(FaultKind.Rejected, $"Business Central has no location '{code}'.") { Reason = Reasons.UnknownLocation };
    }
}
