namespace RetailConnect;

/// <summary>What a person can decide about dead letters.</summary>
public enum DecisionKind
{
    /// <summary>Send it again as it is.</summary>
    Replay,

    /// <summary>Send it again with other content.</summary>
    Edit,

    /// <summary>It was done by hand.</summary>
    Resolve,

    /// <summary>It is not needed.</summary>
    Dismiss,
}
