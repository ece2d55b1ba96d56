namespace RetailConnect;

/// <summary>What became of a person's data in one place. It is stored by name; never rename.</summary>
public enum ErasureOutcome
{
    /// <summary>It is gone.</summary>
    Erased,

    /// <summary>Its place is taken by the same thing without anything personal.</summary>
    Replaced,

    /// <summary>The system took the request and carries it out by its own rules.</summary>
    Requested,

    /// <summary>It is kept; the reason says why.</summary>
    Kept,

    /// <summary>It goes when something else has ended; that is looked at again by itself.</summary>
    Waiting,

    /// <summary>It could not be done and is tried again.</summary>
    Failed,

    /// <summary>The connector has no eraser: a person has to do it in that system.</summary>
    ByHand,
}
