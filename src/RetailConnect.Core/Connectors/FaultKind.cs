namespace RetailConnect;

/// <summary>What broke, as far as the recovery policy needs to know.</summary>
public enum FaultKind
{
    /// <summary>A passing failure: 5xx, socket, timeout.</summary>
    Transient,

    /// <summary>The vendor asks to slow down: 429, or an empty cost bucket.</summary>
    Throttled,

    /// <summary>The credentials are not accepted: 401, 403, revoked token.</summary>
    Unauthorized,

    /// <summary>The system understood and refused: 4xx, GraphQL userErrors.</summary>
    Rejected,

    /// <summary>The target moved since it was read: 409, 412, stale version.</summary>
    Conflict,

    /// <summary>Something that must come first is not there yet, for example the order of a return.</summary>
    Unmet,

    /// <summary>The system can't do it.</summary>
    Unsupported,
}
