namespace RetailConnect;

/// <summary>What is saved in one transaction: all of it or nothing.</summary>
public sealed record StoreCommit
{
    /// <summary>The lease under which the work was done: when it is lost, nothing of the commit is saved. Null for what any host may record, such as a webhook.</summary>
    public Lease? Lease { get; init; }

    /// <summary>Hints to record.</summary>
    public IReadOnlyList<NewHint> Hints { get; init; } = [];

    /// <summary>Ids of hints whose read is done.</summary>
    public IReadOnlyList<long> ReadHints { get; init; } = [];

    /// <summary>Envelopes to accept.</summary>
    public IReadOnlyList<NewEnvelope> Envelopes { get; init; } = [];

    /// <summary>Position of a stream; null leaves it.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>How far a sweep is, with what was accepted before this commit; the store adds what is new in it. Null leaves it.</summary>
    public Sweep? Sweep { get; init; }

    /// <summary>What a comparison found; takes the place of its lane's last one. Null leaves it.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>When entities are to be looked at again; each takes the place of its entity's last one.</summary>
    public IReadOnlyList<Appointment> Appointments { get; init; } = [];

    /// <summary>Ids of envelopes that are about to be sent and whose result may stay unknown.</summary>
    public IReadOnlyList<long> Intents { get; init; } = [];

    /// <summary>Outcomes of attempts.</summary>
    public IReadOnlyList<StoredOutcome> Outcomes { get; init; } = [];

    /// <summary>Entities whose content in a system is not known any more; they are doubted before the links of this commit are saved.</summary>
    public IReadOnlyList<ContentDoubt> Doubts { get; init; } = [];

    /// <summary>Links to remove, before those of this commit are saved.</summary>
    public IReadOnlyList<Unlinking> Unlinkings { get; init; } = [];

    /// <summary>Links for the crosswalk.</summary>
    public IReadOnlyList<CrosswalkLink> Links { get; init; } = [];

    /// <summary>Sales and returns that the ERP does not know yet.</summary>
    public IReadOnlyList<LedgerEntry> LedgerEntries { get; init; } = [];

    /// <summary>Documents that the ERP knows from now on.</summary>
    public IReadOnlyList<LedgerClosing> LedgerClosings { get; init; } = [];

    /// <summary>Envelopes out of which personal data is taken.</summary>
    public IReadOnlyList<CleanedEnvelope> Cleaned { get; init; } = [];

    /// <summary>How far the erasure of a person is; takes the place of the person's last one. Null leaves it.</summary>
    public Erasure? Erasure { get; init; }
}
