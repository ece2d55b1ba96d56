namespace RetailConnect.Testing;

/// <summary>All store ports in memory, for tests and first steps: it keeps every promise of a store but one, for what it holds ends with the process.</summary>
/// <remarks>Thread-safe. Stores on the same <see cref="StoreMemory"/> are hosts that share it.</remarks>
public sealed class InMemoryStore : IStoreWriter, IInboxStore, ICheckpointStore, ICrosswalk, IDeadLetterStore, IDeadLetterDesk, IStockLedger, ILeaseStore, ISweepStore, IComparisonStore, IAppointmentStore, IErasureStore, IEntityHistory, IAsyncDisposable
{
    private readonly StoreMemory memory;
    private readonly InMemoryStoreOptions options;
    private readonly TimeProvider time;
    private volatile bool open;

    /// <summary>Creates a store that is not open yet.</summary>
    /// <param name="memory">What it holds; other stores may share it.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    public InMemoryStore(StoreMemory memory, InMemoryStoreOptions options, TimeProvider time)
    {
        options.Check();
        this.memory = memory;
        this.options = options;
        this.time = time;
    }

    /// <inheritdoc />
    public bool IsShared => true;

    /// <summary>Called before each step of a commit and before any change is confirmed, and once it was, with true; what it throws breaks the change there.</summary>
    internal Action<bool> Step { get; set; } = static _ => { };

    /// <inheritdoc />
    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        open = true;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) => Change(state => Take(state, commit), cancellationToken);

    /// <inheritdoc />
    public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => Change(state => PurgeSteps.Take(state, time.GetUtcNow() - options.Retention, most), cancellationToken);

    /// <inheritdoc />
    public async ValueTask<int> ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken) =>
        (await DecideAsync(new() { Tenant = tenant, Envelopes = envelopes, Kind = DecisionKind.Replay }, cancellationToken))
            .Count(letter => letter.Verdict is DeadLetterVerdict.Replayed or DeadLetterVerdict.ReadAgain or DeadLetterVerdict.Overtaken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DecidedLetter>> DecideAsync(StoredDecision decision, CancellationToken cancellationToken) =>
        Change(state => new DecisionSteps(state, decision, time.GetUtcNow()).Take(() => Step(false), (decided, commit) => Take(decided, commit).State), cancellationToken);

    /// <inheritdoc />
    public ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken) => Change(state => LeaseSteps.Take(state, tenant, host, seen), cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken) => Change(state => LeaseSteps.Beat(state, lease), cancellationToken);

    /// <inheritdoc />
    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => await Change(state => LeaseSteps.Release(state, lease), cancellationToken);

    /// <inheritdoc />
    public ValueTask<LeaseSight> LookAsync(TenantId tenant, CancellationToken cancellationToken) => Read(state => LeaseSteps.Look(state, tenant));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => Read(state => MemoryReads.Pending(state, lane, after, limit));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => Read(state => MemoryReads.Hints(state, stream, after, limit));

    /// <inheritdoc />
    public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) =>
        Read(state => MemoryReads.IsPending(state, tenant, target, type, canonical));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken) => Read(state => MemoryReads.Tallies(state, tenant));

    /// <inheritdoc />
    public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => Read(state => state.Hints.Values.LongCount(row => row.ReadAt is null && row.Hint.Stream.Tenant == tenant));

    /// <inheritdoc />
    public ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken) => Read(state => state.Checkpoints.GetValueOrDefault(stream));

    /// <inheritdoc />
    public ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => Read(state => MemoryReads.External(state, scope, id));

    /// <inheritdoc />
    public ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken) => Read(state => state.Links.GetValueOrDefault((scope, id))?.Canonical);

    /// <inheritdoc />
    public ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => Read(state => MemoryReads.Fingerprint(state, scope, id));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? reason, int limit, CancellationToken cancellationToken) => ListAsync(new(tenant) { Reason = reason }, 0, limit, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSelection selection, long after, int limit, CancellationToken cancellationToken) => Read(state => LetterReads.List(state, selection, after, limit));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeadLetterGroup>> GroupAsync(TenantId tenant, CancellationToken cancellationToken) => Read(state => LetterReads.Groups(state, tenant));

    /// <inheritdoc />
    public ValueTask<DeadLetterFile?> FindAsync(TenantId tenant, long envelope, CancellationToken cancellationToken) => Read(state => LetterReads.Find(state, tenant, envelope));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Sweep>> ListSweepsAsync(TenantId tenant, CancellationToken cancellationToken) => Read(state => MemoryReads.Sweeps(state, tenant));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Comparison>> ListComparisonsAsync(TenantId tenant, CancellationToken cancellationToken) => Read(state => MemoryReads.Comparisons(state, tenant));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Appointment>> LoadAppointmentsAsync(StreamKey stream, IReadOnlyCollection<ExternalId> entities, CancellationToken cancellationToken) =>
        Read(state => MemoryReads.Appointments(state, stream, entities));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Appointment>> LoadDueAsync(StreamKey stream, DateTimeOffset moment, int limit, CancellationToken cancellationToken) => Read(state => MemoryReads.Due(state, stream, moment, limit));

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> FindNextDueAsync(StreamKey stream, CancellationToken cancellationToken) => Read(state => MemoryReads.NextDue(state, stream));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => Read(state => new EntityReads(state, tenant).Find(id));

    /// <inheritdoc />
    public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken) => Read(state => new HistoryReads(state, tenant, entity).Load(asked, most));

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<(Sku Sku, string Location), Quantity>> SumUnpostedAsync(
        TenantId tenant, IReadOnlyCollection<(Sku Sku, string Location)> places, DateTimeOffset asOf, CancellationToken cancellationToken) => Read(state => MemoryReads.Unposted(state, tenant, places, asOf));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LedgerEntry>> ListOpenAsync(TenantId tenant, string document, CancellationToken cancellationToken) => Read(state => MemoryReads.Open(state, tenant, document));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LedgerEntry>> ListExpiringAsync(TenantId tenant, DateTimeOffset until, int most, CancellationToken cancellationToken) => Read(state => MemoryReads.Expiring(state, tenant, until, most));

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> FindNewestAsync(TenantId tenant, CancellationToken cancellationToken) => Read(state => MemoryReads.Newest(state, tenant));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Erasure>> ListErasuresAsync(TenantId tenant, bool open, CancellationToken cancellationToken) => Read(state => ErasureReads.List(state, tenant, open));

    /// <inheritdoc />
    public ValueTask<Erasure?> FindErasureAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken) => Read(state => state.Erasures.GetValueOrDefault((tenant, person)));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<KeptEnvelope>> LoadKeptAsync(KeptRequest request, CancellationToken cancellationToken) => Read(state => ErasureReads.Kept(state, request));

    /// <summary>Does nothing: what is gone is gone, and there is no file.</summary>
    public ValueTask ScourAsync(CancellationToken cancellationToken) => open ? ValueTask.CompletedTask : ValueTask.FromException(Closed());

    /// <summary>Closes the store; its memory stays as it is.</summary>
    public ValueTask DisposeAsync()
    {
        open = false;
        return ValueTask.CompletedTask;
    }

    private (MemoryState State, StoreReceipt Receipt) Take(MemoryState state, StoreCommit commit)
    {
        var (next, receipt) = new CommitSteps(state, time.GetUtcNow(), () => Step(false)).Take(commit);
        if (options.MostEnvelopes > 0 && receipt.Envelopes > 0 && next.Envelopes.Count > options.MostEnvelopes)
        {
            throw new StoreException($"The store has no room: it is full with {state.Envelopes.Count} of {options.MostEnvelopes} envelopes. Nothing of this commit was saved; it goes on when there is room.");
        }

        return (next, receipt);
    }

    private ValueTask<T> Read<T>(Func<MemoryState, T> read) => open ? new(read(memory.State)) : ValueTask.FromException<T>(Closed());

    private ValueTask<T> Change<T>(Func<MemoryState, (MemoryState State, T Answer)> change, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        try
        {
            if (!open)
            {
                return ValueTask.FromException<T>(Closed());
            }

            var answer = memory.Change(state =>
            {
                var next = change(state);
                Step(false);
                return next;
            });
            Step(true);
            return new(answer);
        }
        catch (StoreException refused)
        {
            return ValueTask.FromException<T>(refused);
        }
    }

    private static StoreException Closed() => new("The store is not open.");
}
