namespace RetailConnect;

/// <summary>What is known of the cause of a discrepancy.</summary>
public enum DiscrepancyState
{
    /// <summary>A change of it is on its way.</summary>
    InFlight,

    /// <summary>A decision on record explains it: a dead letter, or a reason for which the change was skipped.</summary>
    Explained,

    /// <summary>Nothing explains it: somebody changed the target, or a change was lost.</summary>
    Drift,
}
