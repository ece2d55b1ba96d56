namespace RetailConnect.Testing;

/// <summary>All ports of one store that is checked.</summary>
public sealed record StorePorts : IAsyncDisposable
{
    /// <summary>The way into the store.</summary>
    public required IStoreWriter Writer { get; init; }

    /// <summary>What is waiting.</summary>
    public required IInboxStore Inbox { get; init; }

    /// <summary>Checkpoints.</summary>
    public required ICheckpointStore Checkpoints { get; init; }

    /// <summary>The crosswalk.</summary>
    public required ICrosswalk Crosswalk { get; init; }

    /// <summary>Dead letters.</summary>
    public required IDeadLetterStore DeadLetters { get; init; }

    /// <summary>Dead letters as a person works through them.</summary>
    public required IDeadLetterDesk Desk { get; init; }

    /// <summary>The stock ledger.</summary>
    public required IStockLedger Ledger { get; init; }

    /// <summary>Leases.</summary>
    public required ILeaseStore Leases { get; init; }

    /// <summary>Sweeps.</summary>
    public required ISweepStore Sweeps { get; init; }

    /// <summary>Comparisons.</summary>
    public required IComparisonStore Comparisons { get; init; }

    /// <summary>When entities are to be looked at again.</summary>
    public required IAppointmentStore Appointments { get; init; }

    /// <summary>Erasures of persons.</summary>
    public required IErasureStore Erasures { get; init; }

    /// <summary>What is known of single entities.</summary>
    public required IEntityHistory History { get; init; }

    /// <summary>Closes the store.</summary>
    public required IAsyncDisposable Owner { get; init; }

    /// <summary>Returns the ports of a store that has all of them.</summary>
    public static StorePorts Of<TStore>(TStore store)
        where TStore : IStoreWriter, IInboxStore, ICheckpointStore, ICrosswalk, IDeadLetterStore, IDeadLetterDesk, IStockLedger, ILeaseStore, ISweepStore, IComparisonStore, IAppointmentStore, IErasureStore, IEntityHistory, IAsyncDisposable => new()
    {
        Writer = store, Inbox = store, Checkpoints = store, Crosswalk = store, DeadLetters = store, Desk = store, Ledger = store, Leases = store,
        Sweeps = store, Comparisons = store, Appointments = store, Erasures = store, History = store, Owner = store,
    };

    /// <summary>Closes the store.</summary>
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
