using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;

namespace RetailConnect.Sync.Engine;

/// <summary>Turns hints and pages into envelopes, each in one transaction with the hint or cursor that led to it.</summary>
internal sealed class StreamReader<T>(
    StreamKey key, Connection connection, StreamSettings settings, IntakeDesk<T> desk, EngineParts parts)
    where T : class
{
    private const int HintsAtOnce = 500;
    private static readonly TimeSpan OneTick = TimeSpan.FromMilliseconds(20);
    private const int ManyFailures = 3;
    private const int MostFailures = 10;

    /// <summary>Connections may be cut by chance: what only that keeps from being read is tried much longer.</summary>
    private const int MostCuts = 40;
    private static readonly Counter<long> Accepted = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Accepted);
    private readonly IChangeSource<T>? pages = connection.Part<IChangeSource<T>>();
    private readonly IEntitySource<T>? entities = connection.Part<IEntitySource<T>>();
    private readonly int atOnce = connection.Capabilities.OfType<SourceCapability>().FirstOrDefault(source => source.Type == key.Type)?.EntitiesAtOnce ?? 0;

    /// <summary>Answers that the system gave.</summary>
    public long Answers { get; private set; }

    /// <summary>Reads what the recorded hints name, one portion of them, so that a steady stream of webhooks never keeps a poll waiting; a hint without an entity is answered by a poll.</summary>
    /// <param name="failures">Turns that failed in a row: after some of them each entity is read alone, so that the one that can't be read keeps nobody else.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>True when more hints wait.</returns>
    public async ValueTask<bool> ReadHintsAsync(int failures, CancellationToken cancellationToken)
    {
        var hints = await parts.Inbox.LoadHintsAsync(key, 0, HintsAtOnce, cancellationToken);
        if (hints.Any(hint => hint.ReceivedAt >= parts.Time.GetUtcNow()))
        {
            // A read must be later than its cause, or nobody can tell whether it contains it: clocks stand still for up to 16 ms.
            await parts.Time.WaitAsync(OneTick, cancellationToken);
        }

        if (failures < ManyFailures || entities is null)
        {
            await HandleAsync(hints, cancellationToken);
        }
        else
        {
            await HandleAloneAsync(hints, failures, cancellationToken);
        }

        return hints.Count == HintsAtOnce;
    }

    /// <summary>Reads all pages since the checkpoint.</summary>
    public async ValueTask PollAsync(CancellationToken cancellationToken)
    {
        if (pages is null)
        {
            return;
        }

        var last = await parts.Checkpoints.LoadAsync(key, cancellationToken);
        var cursor = last?.Cursor;
        CallScope.Priority = cursor is null ? CallPriority.Backfill : CallScope.Priority;
        var (check, isWhole, changes, total) = (new PageCheck(key, settings.MostPages), cursor is null, 0L, default(long?));
        while (true)
        {
            var page = await pages.ReadAsync(new(cursor, settings.PageSize, settings.Overlap) { From = settings.From }, cancellationToken);
            Answers++;
            changes += page.Changes.Count;
            total = page.Total ?? total;
            Check(check, page with { Total = total }, cursor, changes, isWhole);
            var now = parts.Time.GetUtcNow();
            await SaveAsync(page.Changes, new StoreCommit { Checkpoint = new(key, page.Next, now) }, now, cancellationToken, last);
            cursor = page.Next;
            if (!page.More)
            {
                return;
            }

            await ReadNamedAsync(cancellationToken);
        }
    }

    /// <summary>Between two pages: a long poll does not keep waiting what is fresh. What fails here stays for the next turn.</summary>
    private async ValueTask ReadNamedAsync(CancellationToken cancellationToken)
    {
        CallScope.Priority = Urgency.Of(key.Type);
        try
        {
            var hints = await parts.Inbox.LoadHintsAsync(key, 0, HintsAtOnce, cancellationToken);
            await HandleNamedAsync(hints, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Kind is not (FaultKind.Unauthorized or FaultKind.Throttled))
        {
            // The next turn meets it again, and counts it.
        }
    }

    /// <summary>Reads the next page of a sweep and saves it together with how far the sweep is then.</summary>
    public async ValueTask<Sweep> SweepAsync(Sweep sweep, PageCheck check, CancellationToken cancellationToken)
    {
        if (pages is null)
        {
            throw new ConnectorException(FaultKind.Unsupported, $"{connection.Context.System} can't be read page by page, only by id.") { Reason = "sweep-unsupported" };
        }

        CallScope.Priority = CallPriority.Backfill;
        var page = await pages.ReadAsync(new(sweep.Cursor, settings.PageSize, settings.Overlap) { From = settings.From }, cancellationToken);
        Answers++;
        var now = parts.Time.GetUtcNow();
        var next = sweep with
        {
            State = page.More ? SweepState.Running : SweepState.Done, Cursor = page.Next, Pages = sweep.Pages + 1, Changes = sweep.Changes + page.Changes.Count,
            Total = page.Total ?? sweep.Total, UpdatedAt = now,
        };
        Check(check, page with { Total = next.Total }, sweep.Cursor, next.Changes, isWhole: true);
        var accepted = await SaveAsync(page.Changes, new StoreCommit { Sweep = next }, now, cancellationToken);
        return next with { Accepted = next.Accepted + accepted };
    }

    /// <summary>Checks a page before it is saved, so that no position of a read that leads nowhere is kept.</summary>
    private static void Check(PageCheck check, ChangePage<T> page, Cursor? after, long changes, bool isWhole)
    {
        if (page.More)
        {
            check.Go(after, page.Next);
        }
        else if (isWhole)
        {
            check.End(changes, page.Total);
        }
    }

    /// <summary>Reads entity by entity. One that keeps failing while others can be read is parked for a person.</summary>
    private async ValueTask HandleAloneAsync(IReadOnlyList<StoredHint> hints, int failures, CancellationToken cancellationToken)
    {
        var failed = new List<(IReadOnlyList<StoredHint> Hints, Exception Cause)>();
        var groups = hints.GroupBy(hint => hint.Entity).ToList();
        foreach (var group in groups)
        {
            try
            {
                await HandleAsync([.. group], cancellationToken);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or StoreException or ConnectorException { Kind: FaultKind.Unauthorized or FaultKind.Throttled }))
            {
                failed.Add(([.. group], exception));
            }
        }

        var most = failed.Any(item => item.Cause is ConnectorException { Kind: FaultKind.Transient }) ? MostCuts : MostFailures;
        if (failed.Count > 0 && (failures < most || failed.Count == groups.Count || failed.Any(item => item.Hints[0].Entity is null)))
        {
            ExceptionDispatchInfo.Throw(failed[0].Cause);
        }

        foreach (var (parked, cause) in failed)
        {
            var fault = cause as ConnectorException ?? new(FaultKind.Rejected, $"{cause.GetType().Name} while the entity was read.", cause) { Reason = Reasons.Bug };
            await SaveAsync([Change.Unreadable<T>(parked[0].Entity!.Value, $"hint-{parked.Max(hint => hint.Id)}", fault)], new StoreCommit { ReadHints = [.. parked.Select(hint => hint.Id)] }, parts.Time.GetUtcNow(), cancellationToken);
        }
    }

    private async ValueTask HandleAsync(IReadOnlyList<StoredHint> hints, CancellationToken cancellationToken)
    {
        await HandleNamedAsync(hints, cancellationToken);
        var others = hints.Where(hint => hint.Entity is null || entities is null).Select(hint => hint.Id).ToList();
        if (others.Count > 0)
        {
            // Such a hint is done with only when its poll was made.
            await PollAsync(cancellationToken);
            await parts.Writer.CommitAsync(new StoreCommit { ReadHints = others }, cancellationToken);
        }
    }

    private async ValueTask HandleNamedAsync(IReadOnlyList<StoredHint> hints, CancellationToken cancellationToken)
    {
        var named = hints.Where(hint => hint.Entity is not null && entities is not null).GroupBy(hint => hint.Entity!.Value).ToList();
        foreach (var chunk in named.Chunk(Math.Max(1, atOnce)))
        {
            var changes = await ReadAsync([.. chunk.Select(group => (group.Key, group.Max(hint => hint.Id)))], cancellationToken);
            var read = chunk.SelectMany(group => group).Select(hint => hint.Id).ToList();
            await SaveAsync(changes, new StoreCommit { ReadHints = read }, chunk.Min(group => group.Min(hint => hint.ReceivedAt)), cancellationToken);
        }
    }

    /// <summary>Reads entities by id; when the system refuses the request, each alone, so that only the refused one is parked and the others go on.</summary>
    private async ValueTask<IReadOnlyList<Change<T>>> ReadAsync(IReadOnlyList<(ExternalId Entity, long Hint)> wanted, CancellationToken cancellationToken)
    {
        try
        {
            var changes = await entities!.ReadAsync([.. wanted.Select(item => item.Entity)], cancellationToken);
            Answers++;
            return changes;
        }
        catch (ConnectorException refused) when (refused.Kind is FaultKind.Rejected && wanted.Count == 1)
        {
            // The hint's number makes it a version of its own, so that a second refusal is parked again.
            return [Change.Unreadable<T>(wanted[0].Entity, $"hint-{wanted[0].Hint}", refused)];
        }
        catch (ConnectorException refused) when (refused.Kind is FaultKind.Rejected)
        {
            var changes = new List<Change<T>>();
            foreach (var item in wanted)
            {
                changes.AddRange(await ReadAsync([item], cancellationToken));
            }

            return changes;
        }
    }

    /// <summary>What a poll finds happened since the last one; an older time belongs to something that was seen before, and on a first read, or one by a hint, it says nothing about waiting.</summary>
    private IReadOnlyList<Change<T>> Dated(IReadOnlyList<Change<T>> changes, Checkpoint? last) =>
        [.. changes.Select(change => last is not null && change.ModifiedAt >= last.SavedAt - settings.Overlap ? change : change with { ModifiedAt = null })];

    /// <summary>Accepts changes; returns how many envelopes were new.</summary>
    private async ValueTask<int> SaveAsync(IReadOnlyList<Change<T>> changes, StoreCommit commit, DateTimeOffset acceptedAt, CancellationToken cancellationToken, Checkpoint? last = null)
    {
        var receipt = await desk.AcceptAsync(Dated(changes, last), commit, acceptedAt, cancellationToken);
        if (receipt.Envelopes > 0)
        {
            Accepted.Add(receipt.Envelopes, new TagList { { RetailConnectDiagnostics.TenantTag, key.Tenant.Value }, { RetailConnectDiagnostics.ConnectionTag, key.Connection }, { "type", key.Type.Name } });
        }

        return receipt.Envelopes;
    }
}
