namespace RetailConnect;

/// <summary>How urgent a call to a vendor is, most urgent first; calls of one vendor account wait in this order.</summary>
public enum CallPriority
{
    /// <summary>Orders, returns and the customers that they need; also whatever a person waits for.</summary>
    Orders,

    /// <summary>Stock levels.</summary>
    Stock,

    /// <summary>Products, prices, members, locations and webhook subscriptions.</summary>
    Catalog,

    /// <summary>Initial loads and sweeps.</summary>
    Backfill,
}
