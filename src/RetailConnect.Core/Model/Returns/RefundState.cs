namespace RetailConnect;

/// <summary>Whether the money of a return has left.</summary>
public enum RefundState
{
    /// <summary>It was given back.</summary>
    Settled,

    /// <summary>The payment provider has not decided yet.</summary>
    Pending,

    /// <summary>The payment provider refused, and nothing took its place.</summary>
    Failed,
}
