namespace RetailConnect;

/// <summary>How a sweep stands.</summary>
public enum SweepState
{
    /// <summary>Under way; after a restart it goes on where it was.</summary>
    Running,

    /// <summary>The whole stream was read.</summary>
    Done,

    /// <summary>It ended with a reason; the next one begins anew.</summary>
    Failed,

    /// <summary>Its caller called it off; the next one goes on where it was.</summary>
    Cancelled,
}
