namespace RetailConnect;

/// <summary>How an attempt ended.</summary>
public enum OutcomeKind
{
    /// <summary>The target has the change.</summary>
    Applied,

    /// <summary>Nothing had to be done.</summary>
    Skipped,

    /// <summary>A newer change of the entity took its place.</summary>
    Superseded,

    /// <summary>To be tried again.</summary>
    Deferred,

    /// <summary>Parked for a person.</summary>
    DeadLettered,
}
