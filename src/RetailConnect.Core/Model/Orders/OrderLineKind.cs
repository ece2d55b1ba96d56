namespace RetailConnect;

/// <summary>What an order line sells.</summary>
public enum OrderLineKind
{
    /// <summary>Stocked goods.</summary>
    Item,

    /// <summary>A gift card.</summary>
    GiftCard,

    /// <summary>Something that is not in the catalogue.</summary>
    Custom,

    /// <summary>Import duty on another line's goods.</summary>
    Duty,
}
