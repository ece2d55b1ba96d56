using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>Fulfilments of an order that say what a shipment says, and what of it none of them says.</summary>
/// <param name="Parcels">The fulfilments.</param>
/// <param name="Left">Units without a fulfilment.</param>
/// <param name="Proven">True when they carry the shipment's tracking number; without one, another parcel of equal content looks the same.</param>
internal sealed record ParcelMatch(IReadOnlyList<Parcel> Parcels, UnitsToSend Left, bool Proven)
{
    /// <summary>Matches by tracking number and units; where no fulfilment has the number, those without any come into question.</summary>
    /// <param name="units">Units of the shipment.</param>
    /// <param name="free">Fulfilments that belong to no other shipment.</param>
    /// <param name="number">Tracking number; null when there is none.</param>
    /// <param name="mayBeParts">True when the order is sent from several places, so that one shipment may have become several fulfilments.</param>
    public static ParcelMatch Of(UnitsToSend units, IReadOnlyList<Parcel> free, string? number, bool mayBeParts)
    {
        var numbered = number is null ? null : Of(units, [.. free.Where(parcel => Tracking.HasNumber(parcel, number))], parts: true, proven: true);
        return numbered is { Parcels.Count: > 0 } ? numbered : Of(units, [.. free.Where(parcel => !Tracking.IsNumbered(parcel))], mayBeParts, proven: false);
    }

    private static ParcelMatch Of(UnitsToSend units, IReadOnlyList<Parcel> candidates, bool parts, bool proven)
    {
        foreach (var parcel in candidates)
        {
            var rest = units.Copy();
            if (rest.TryTake(parcel) && rest.IsDone)
            {
                return new([parcel], rest, proven);
            }
        }

        var left = units.Copy();
        return new([.. candidates.Where(parcel => parts && left.TryTake(parcel))], left, proven);
    }
}
