namespace RetailConnect;

/// <summary>What came of a person's decision about one dead letter.</summary>
public enum DeadLetterVerdict
{
    /// <summary>It is pending again, with its idempotency key and with the attempts counted from 0.</summary>
    Replayed,

    /// <summary>It had no content, because its source could not map it: a hint takes its place, so that the entity is read anew.</summary>
    ReadAgain,

    /// <summary>A newer change of the same entity is there already: it is superseded, and nothing is sent over the newer one.</summary>
    Overtaken,

    /// <summary>It is resolved or dismissed.</summary>
    Ended,

    /// <summary>It was not parked any more; nothing was done.</summary>
    NotParked,

    /// <summary>The decision can't be carried out as it was given; nothing was done.</summary>
    Refused,

    /// <summary>The tenant has no such dead letter.</summary>
    Unknown,
}
