using System.Data.Common;

namespace RetailConnect.Storage.Relational;

/// <summary>All store ports on one relational database.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RelationalStore : IStoreWriter, IInboxStore, ICheckpointStore, ICrosswalk, IDeadLetterStore, IDeadLetterDesk, IStockLedger, ILeaseStore, ISweepStore, IComparisonStore, IAppointmentStore, IErasureStore, IEntityHistory, IAsyncDisposable
{
    private readonly Dialect dialect;
    private readonly RelationalStoreOptions options;
    private readonly TimeProvider time;
    private readonly TaskScheduler scheduler;
    private readonly Readers readers;
    private readonly StoreReader reader;
    private readonly LetterReader letters;
    private readonly RelationalHistory history;
    private GroupCommit? commits;

    /// <summary>Creates a store that is not open yet.</summary>
    /// <param name="dialect">The database; the store disposes it.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">Where the writer's loop runs; its calls to the database block there.</param>
    public RelationalStore(Dialect dialect, RelationalStoreOptions options, TimeProvider time, TaskScheduler scheduler)
    {
        this.dialect = dialect;
        this.options = options;
        this.time = time;
        this.scheduler = scheduler;
        readers = new Readers(dialect);
        reader = new StoreReader(dialect, readers);
        letters = new LetterReader(dialect);
        history = new RelationalHistory(dialect);
    }

    private GroupCommit Commits => commits ?? throw new StoreException("The store is not open.");

    /// <inheritdoc />
    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (commits is not null)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            dialect.Prepare();
            Migrations.Run(dialect);
            commits = new GroupCommit(dialect, options, scheduler, time);
            return ValueTask.CompletedTask;
        }
        catch (Exception exception) when (exception is not StoreException)
        {
            throw dialect.Explain(exception);
        }
    }

    /// <inheritdoc />
    public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) => Commits.CommitAsync(commit, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => Read<IReadOnlyList<StoredEnvelope>>(() => reader.Pending(lane, after, limit));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => Read<IReadOnlyList<StoredHint>>(() => reader.Hints(stream, after, limit));

    /// <inheritdoc />
    public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) =>
        Read(() => reader.IsPending(tenant, target, type, canonical));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken) => Read<IReadOnlyList<Tally>>(() => reader.Tallies(tenant));

    /// <inheritdoc />
    public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => Read(() => reader.WaitingHints(tenant));

    /// <inheritdoc />
    public ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken) => Read(() => reader.CheckpointOf(stream));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? reason, int limit, CancellationToken cancellationToken) => ListAsync(new(tenant) { Reason = reason }, 0, limit, cancellationToken);

    /// <inheritdoc />
    public ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => Read(() => reader.ExternalOf(scope, id));

    /// <inheritdoc />
    public ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken) => Read(() => reader.CanonicalOf(scope, id));

    /// <inheritdoc />
    public ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => Read(() => reader.FingerprintOf(scope, id));

    /// <inheritdoc />
    public async ValueTask<int> ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken) =>
        (await DecideAsync(new() { Tenant = tenant, Envelopes = envelopes, Kind = DecisionKind.Replay }, cancellationToken))
            .Count(letter => letter.Verdict is DeadLetterVerdict.Replayed or DeadLetterVerdict.ReadAgain or DeadLetterVerdict.Overtaken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeadLetterGroup>> GroupAsync(TenantId tenant, CancellationToken cancellationToken) => Read<IReadOnlyList<DeadLetterGroup>>(() => letters.Groups(tenant));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSelection selection, long after, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<DeadLetter>>(() => letters.List(selection, after, limit));

    /// <inheritdoc />
    public ValueTask<DeadLetterFile?> FindAsync(TenantId tenant, long envelope, CancellationToken cancellationToken) => Read(() => letters.Find(tenant, envelope));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DecidedLetter>> DecideAsync(StoredDecision decision, CancellationToken cancellationToken) => Commits.DecideAsync(decision, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<(Sku Sku, string Location), Quantity>> SumUnpostedAsync(
        TenantId tenant, IReadOnlyCollection<(Sku Sku, string Location)> places, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        Read<IReadOnlyDictionary<(Sku Sku, string Location), Quantity>>(() => reader.Unposted(tenant, places, asOf));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LedgerEntry>> ListOpenAsync(TenantId tenant, string document, CancellationToken cancellationToken) => Read<IReadOnlyList<LedgerEntry>>(() => reader.OpenOfDocument(tenant, document));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LedgerEntry>> ListExpiringAsync(TenantId tenant, DateTimeOffset until, int most, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<LedgerEntry>>(() => reader.ExpiringOf(tenant, until, most));

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> FindNewestAsync(TenantId tenant, CancellationToken cancellationToken) => Read(() => reader.NewestOf(tenant));

    /// <inheritdoc />
    public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) =>
        Commits.RunAsync(transaction => Purge.Run(transaction, time.GetUtcNow() - options.Retention, most), cancellationToken);

    /// <inheritdoc />
    public bool IsShared => dialect.IsShared;

    /// <inheritdoc />
    public ValueTask<LeaseSight> LookAsync(TenantId tenant, CancellationToken cancellationToken) => Read(() => reader.LeaseOf(tenant));

    /// <inheritdoc />
    public ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken) =>
        Commits.RunAsync(transaction => Leases.Take(transaction, tenant, host, seen), cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken) => Commits.RunAsync(transaction => Leases.Beat(transaction, lease), cancellationToken);

    /// <inheritdoc />
    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => await Commits.RunAsync(transaction => Leases.Release(transaction, lease), cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Sweep>> ListSweepsAsync(TenantId tenant, CancellationToken cancellationToken) => Connected<IReadOnlyList<Sweep>>(connection => Sweeps.List(connection, tenant));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Comparison>> ListComparisonsAsync(TenantId tenant, CancellationToken cancellationToken) => Connected<IReadOnlyList<Comparison>>(connection => Comparisons.List(connection, tenant));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Appointment>> LoadAppointmentsAsync(StreamKey stream, IReadOnlyCollection<ExternalId> entities, CancellationToken cancellationToken) =>
        Connected<IReadOnlyList<Appointment>>(connection => Appointments.List(dialect, connection, stream, entities));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Appointment>> LoadDueAsync(StreamKey stream, DateTimeOffset moment, int limit, CancellationToken cancellationToken) =>
        Connected<IReadOnlyList<Appointment>>(connection => Appointments.Due(connection, stream, moment, limit));

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> FindNextDueAsync(StreamKey stream, CancellationToken cancellationToken) => Connected(connection => Appointments.Next(connection, stream));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        _ = Commits;
        return history.FindAsync(tenant, id, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken)
    {
        _ = Commits;
        return history.LoadAsync(tenant, entity, asked, most, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Erasure>> ListErasuresAsync(TenantId tenant, bool open, CancellationToken cancellationToken) => Connected<IReadOnlyList<Erasure>>(connection => Erasures.List(connection, tenant, open));

    /// <inheritdoc />
    public ValueTask<Erasure?> FindErasureAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken) => Connected(connection => Erasures.Find(dialect, connection, tenant, person));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<KeptEnvelope>> LoadKeptAsync(KeptRequest request, CancellationToken cancellationToken) => Connected<IReadOnlyList<KeptEnvelope>>(connection => Kept.List(dialect, connection, request));

    /// <inheritdoc />
    /// <remarks>Beside the commits where the database can: leases live by them.</remarks>
    public async ValueTask ScourAsync(CancellationToken cancellationToken)
    {
        if (!await Task.Run(ScourAside, cancellationToken))
        {
            await Commits.ScourAsync(cancellationToken);
        }
    }

    private bool ScourAside()
    {
        try
        {
            using var connection = dialect.OpenScourer();
            if (connection is not null)
            {
                dialect.Scour(connection);
            }

            return connection is not null;
        }
        catch (Exception exception)
        {
            throw dialect.Explain(exception);
        }
    }

    /// <summary>Ends the commits that wait, then lets go of the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (commits is not null)
        {
            await commits.DisposeAsync();
            commits = null;
        }

        readers.Dispose();
        dialect.Dispose();
    }

    private ValueTask<T> Connected<T>(Func<DbConnection, T> read) => Read(() =>
    {
        using var connection = dialect.OpenReader();
        return read(connection);
    });

    private ValueTask<T> Read<T>(Func<T> read)
    {
        _ = Commits;
        for (var again = false; ; again = true)
        {
            try
            {
                return new(read());
            }
            catch (DbException exception) when (exception.IsTransient && !again)
            {
                // A server that was restarted leaves dead connections in the pool.
            }
            catch (DbException exception)
            {
                return ValueTask.FromException<T>(dialect.Explain(exception));
            }
        }
    }
}
