namespace RetailConnect;

/// <summary>Settings of an orders sync; a loyalty sync has the same.</summary>
public sealed class OrdersOptions : SyncOptions
{
    /// <summary>Orders placed before this time are not taken, unless the target has them already, and a first read begins there; null takes all that the channel returns. Default null.</summary>
    public DateTimeOffset? PlacedFrom { get; set; }

    /// <summary>Rules about which orders are taken, each of which has to agree: see <see cref="OrderRules"/>. Default none.</summary>
    public IList<IOrderRule> Rules { get; } = [];

    /// <summary>True when the target gets a kit as it was sold, false when it gets the kit's parts. Default false; true for loyalty and payments. A return follows the order.</summary>
    public bool KitsAsSold { get; set; }
}
