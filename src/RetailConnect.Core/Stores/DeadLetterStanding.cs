namespace RetailConnect;

/// <summary>Where an envelope stands that is, or once was, a dead letter.</summary>
public enum DeadLetterStanding
{
    /// <summary>It was replayed and waits for its delivery.</summary>
    Pending,

    /// <summary>It was replayed and the target has it.</summary>
    Applied,

    /// <summary>Nothing has to be done any more: a person resolved or dismissed it, or it was replayed and skipped.</summary>
    Skipped,

    /// <summary>A newer change of the entity, or a new read of it, took its place.</summary>
    Superseded,

    /// <summary>It waits for a person.</summary>
    Parked,
}
