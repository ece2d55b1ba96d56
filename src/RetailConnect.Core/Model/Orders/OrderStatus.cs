namespace RetailConnect;

/// <summary>How far an order has come.</summary>
public enum OrderStatus
{
    /// <summary>Placed; goods or money are still due.</summary>
    Open,

    /// <summary>Paid and handed over.</summary>
    Completed,

    /// <summary>Called off.</summary>
    Cancelled,
}
