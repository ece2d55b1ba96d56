namespace RetailConnect;

/// <summary>How a sink proves that a change has one effect, however often it is written.</summary>
public enum WriteProof
{
    /// <summary>Nothing proves it: a write with an unknown result is parked for a person.</summary>
    None,

    /// <summary>The write names the entity by an id that we choose; writing it again changes nothing.</summary>
    NaturalUpsert,

    /// <summary>The system accepts our idempotency key and remembers it.</summary>
    NativeKey,

    /// <summary>The write leaves a reference that <see cref="ILookUp{T}"/> can find; it is looked up before every call.</summary>
    LookUp,
}
