using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>What the shop says of a shipment now, and what is missing.</summary>
internal sealed record ShipmentState
{
    public required Shipment Shipment { get; init; }

    /// <summary>What the buyer shall be told; null when there is nothing to tell.</summary>
    public required TrackingInput? Tracking { get; init; }

    /// <summary>The order; null for a shipment that the shop knows already.</summary>
    public ExternalId? Order { get; init; }

    /// <summary>The shipment's fulfilments.</summary>
    public required IReadOnlyList<Parcel> Parcels { get; init; }

    /// <summary>Fulfilments that are missing; null when what they would hold is not open.</summary>
    public ShippingPlan? Missing { get; init; }

    /// <summary>True when nothing is left to write.</summary>
    public bool IsTold => Shipment.Cancelled
        ? Parcels.Count > 0 && Parcels.All(IsCancelled)
        : Parcels.Count > 0 && Missing is { Parcels.Count: 0 } && Parcels.All(parcel => Shipments.Tracking.IsTold(parcel, Tracking));

    public static bool IsCancelled(Parcel parcel) => parcel.Status == "CANCELLED";

    /// <summary>The first fulfilment stands for the shipment, the others are linked as its parts.</summary>
    public static WriteReceipt Receipt(CanonicalId canonical, IReadOnlyList<string> parcels) => new(parcels[0])
    {
        Links = [.. parcels.Skip(1).Select((parcel, index) => new EntityLink(EntityType.Shipment, PartOf(canonical, index + 2), parcel))],
    };

    /// <summary>Id of a part, from 2.</summary>
    public static CanonicalId PartOf(CanonicalId canonical, int part) => new($"{canonical}#{part}");
}
