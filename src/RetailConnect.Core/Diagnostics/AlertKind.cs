namespace RetailConnect;

/// <summary>What an alert is about; a closed set.</summary>
public enum AlertKind
{
    /// <summary>A connection rests because its credentials are refused.</summary>
    ConnectionPaused,

    /// <summary>Accepted envelopes have no state: something was lost, or counted twice.</summary>
    Imbalance,

    /// <summary>The store can't be opened or read.</summary>
    StoreUnavailable,

    /// <summary>A connection's webhook subscriptions can't be kept, so changes are found by polling only.</summary>
    SubscriptionFailing,

    /// <summary>A comparison found that a target does not show what the sources say, and nothing explains it.</summary>
    Drift,
}
