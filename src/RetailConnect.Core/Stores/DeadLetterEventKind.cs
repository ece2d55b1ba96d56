namespace RetailConnect;

/// <summary>What an entry of an envelope's history is: how an attempt ended, or what a person decided. It is stored; never renumber.</summary>
public enum DeadLetterEventKind
{
    /// <summary>The target has the change.</summary>
    Applied = OutcomeKind.Applied,

    /// <summary>Nothing had to be done.</summary>
    Skipped = OutcomeKind.Skipped,

    /// <summary>A newer change of the entity took its place.</summary>
    Superseded = OutcomeKind.Superseded,

    /// <summary>To be tried again.</summary>
    Deferred = OutcomeKind.Deferred,

    /// <summary>Parked for a person.</summary>
    DeadLettered = OutcomeKind.DeadLettered,

    /// <summary>A person replayed it as it is.</summary>
    Replayed = 10,

    /// <summary>A person replayed it with other content.</summary>
    Edited = 11,

    /// <summary>A person did by hand what was needed.</summary>
    Resolved = 12,

    /// <summary>A person decided that it is not needed.</summary>
    Dismissed = 13,

    /// <summary>A person replayed it, and as it had no content its source is read anew.</summary>
    ReadAgain = 14,
}
