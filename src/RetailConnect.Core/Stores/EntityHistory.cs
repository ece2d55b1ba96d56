namespace RetailConnect;

/// <summary>What a store knows of one entity.</summary>
public sealed record EntityHistory
{
    /// <summary>Its ids in all systems, oldest first.</summary>
    public IReadOnlyList<SavedLink> Links { get; init; } = [];

    /// <summary>Hints that named it, oldest first.</summary>
    public IReadOnlyList<SavedHint> Hints { get; init; } = [];

    /// <summary>Its envelopes in all lanes, oldest first.</summary>
    public IReadOnlyList<SavedEnvelope> Envelopes { get; init; } = [];

    /// <summary>Its time in the ledger of what the ERP does not know yet; null when it has no entries.</summary>
    public SavedBooking? Booking { get; init; }

    /// <summary>Entities that belong to it: the order of a return, the returns of an order.</summary>
    public IReadOnlyList<EntityKey> Related { get; init; } = [];

    /// <summary>True when older hints or envelopes were left out.</summary>
    public bool IsCut { get; init; }
}
