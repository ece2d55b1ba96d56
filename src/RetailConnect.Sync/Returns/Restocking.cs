namespace RetailConnect;

/// <summary>Which goods that came back go to the stock of the ERP, and where to; its connection names the location that is its quarantine (Business Central: <c>QuarantineLocation</c>), from which no channel should sell. Goods of an order that was called off or edited never left and stay out of it.</summary>
public enum Restocking
{
    /// <summary>What the channel put back on sale, to the place where it came back.</summary>
    AsTold,

    /// <summary>As told, and what the channel did not put back on sale goes to quarantine. Only where that means damaged goods: a channel may say the same of goods that the customer kept.</summary>
    QuarantineUnsellable,

    /// <summary>What the channel put back on sale goes to quarantine, to be looked at first; the channel's own figure is corrected with the next stock write.</summary>
    Quarantine,

    /// <summary>Nothing: somebody books it by hand.</summary>
    Never,
}
