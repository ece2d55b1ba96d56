using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>One sweep at a time, which ends, is called off, fails with a reason, or is taken up by whoever reads the stream next.</summary>
public sealed class SweeperTests
{
    private static readonly StreamKey Key = new(TestConnection.Tenant, "web", EntityType.Order);
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
    private readonly Book book = new();
    private readonly List<Sweep> heard = [];
    private readonly Queue<Exception> faults = [];
    private const int Pages = 4;

    [Fact]
    public async Task A_sweep_reads_to_the_end_and_tells_its_progress()
    {
        var sweeper = Create();
        var ended = sweeper.AskAsync(new Ears(heard.Add), CancellationToken.None);
        await TurnAsync(sweeper, 4);
        Assert.Equal((SweepState.Done, 4L, 8L), ((await ended).State, (await ended).Pages, (await ended).Changes));
        Assert.Equal([0.25, 0.5, 0.75, 1], heard.Select(sweep => sweep.Share!.Value));
        Assert.Null(sweeper.Left);
    }

    [Fact]
    public async Task A_sweep_that_is_demanded_runs_although_nobody_waits_and_only_once()
    {
        var sweeper = Create();
        sweeper.Demand();
        sweeper.Demand();
        await TurnAsync(sweeper, 2);
        sweeper.Demand();
        await TurnAsync(sweeper, 2);
        Assert.Equal((SweepState.Done, 4L), (book.Last!.State, book.Last.Pages));
        Assert.Null(sweeper.Left);
    }

    [Fact]
    public async Task What_an_earlier_life_left_goes_on_by_itself()
    {
        var first = Create();
        var lost = first.AskAsync(null, CancellationToken.None);
        await TurnAsync(first, 2);
        first.Leave();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);
        Assert.Equal((SweepState.Running, 2L), (book.Last!.State, book.Last.Pages));

        var second = Create();
        await TurnAsync(second, 1);
        var joined = second.AskAsync(new Ears(heard.Add), CancellationToken.None);
        await TurnAsync(second, 1);
        Assert.Equal(4, (await joined).Pages);
        Assert.Equal([4L], heard.Select(sweep => sweep.Pages));
    }

    [Fact]
    public async Task A_sweep_that_was_called_off_goes_on_only_when_it_is_asked_for()
    {
        using var stop = new CancellationTokenSource();
        var sweeper = Create();
        var cancelled = sweeper.AskAsync(null, stop.Token);
        await TurnAsync(sweeper, 3);
        await stop.CancelAsync();
        await TurnAsync(sweeper, 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal((SweepState.Cancelled, "p3"), (book.Last!.State, book.Last.Cursor?.Value));

        var next = Create();
        await TurnAsync(next, 2);
        Assert.Equal(SweepState.Cancelled, book.Last.State);
        var ended = next.AskAsync(null, CancellationToken.None);
        await TurnAsync(next, 1);
        Assert.Equal((SweepState.Done, 4L), ((await ended).State, (await ended).Pages));
    }

    [Fact]
    public async Task A_wish_that_is_taken_back_before_it_began_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var sweeper = Create();
        var asked = sweeper.AskAsync(null, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await TurnAsync(sweeper, 2);
        Assert.Null(book.Last);
    }

    [Fact]
    public async Task A_second_one_is_refused_while_one_runs()
    {
        var sweeper = Create();
        var first = sweeper.AskAsync(null, CancellationToken.None);
        await TurnAsync(sweeper, 1);
        Assert.Contains("1 pages so far", (await Assert.ThrowsAsync<InvalidOperationException>(() => sweeper.AskAsync(null, CancellationToken.None))).Message, StringComparison.Ordinal);
        await TurnAsync(sweeper, 3);
        await first;
        var again = sweeper.AskAsync(null, CancellationToken.None);
        await TurnAsync(sweeper, 4);
        Assert.Equal((4L, time.GetUtcNow()), ((await again).Pages, (await again).StartedAt));
    }

    [Fact]
    public async Task A_page_that_leads_nowhere_ends_it_with_a_reason_and_the_next_begins_anew()
    {
        var sweeper = Create();
        var failed = sweeper.AskAsync(null, CancellationToken.None);
        await TurnAsync(sweeper, 2);
        faults.Enqueue(new ConnectorException(FaultKind.Rejected, "round and round") { Reason = "cursor-repeated" });
        await TurnAsync(sweeper, 1);
        Assert.Equal("cursor-repeated", (await Assert.ThrowsAsync<ConnectorException>(() => failed)).Reason);
        Assert.Equal((SweepState.Failed, "cursor-repeated"), (book.Last!.State, book.Last.Reason));
        var again = sweeper.AskAsync(null, CancellationToken.None);
        await TurnAsync(sweeper, 4);
        Assert.Equal((SweepState.Done, 4L, null), ((await again).State, (await again).Pages, (await again).Reason));
    }

    [Fact]
    public async Task A_fault_that_passes_is_waited_for_and_one_of_the_credentials_is_the_streams()
    {
        var sweeper = Create();
        var ended = sweeper.AskAsync(null, CancellationToken.None);
        faults.Enqueue(new ConnectorException(FaultKind.Throttled, "slow down") { RetryAfter = TimeSpan.FromSeconds(40) });
        await TurnAsync(sweeper, 3);
        Assert.Equal(0, book.Last!.Pages);
        Assert.Equal(TimeSpan.FromSeconds(40), sweeper.Left);
        time.Advance(TimeSpan.FromSeconds(40));
        faults.Enqueue(new ConnectorException(FaultKind.Unauthorized, "no"));
        await Assert.ThrowsAsync<ConnectorException>(() => TurnAsync(sweeper, 1));
        await TurnAsync(sweeper, 4);
        Assert.Equal(SweepState.Done, (await ended).State);
    }

    [Fact]
    public async Task A_watcher_that_throws_fails_nothing()
    {
        var sweeper = Create();
        var ended = sweeper.AskAsync(new Ears(_ => throw new InvalidOperationException("my screen is gone")), CancellationToken.None);
        await TurnAsync(sweeper, 4);
        Assert.Equal(4, (await ended).Pages);
    }

    [Fact]
    public async Task A_store_without_sweeps_says_so()
    {
        var sweeper = Create(keepsSweeps: false);
        Assert.Null(sweeper.Left);
        Assert.Contains("ISweepStore", (await Assert.ThrowsAsync<InvalidOperationException>(() => sweeper.AskAsync(null, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    private static async Task TurnAsync(Sweeper sweeper, int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            await sweeper.TurnAsync(CancellationToken.None);
        }
    }

    private Sweeper Create(bool keepsSweeps = true)
    {
        var parts = new EngineParts(book, null!, null!, null!, null!) { Leases = null!, Time = new(time), Chance = Chance.Seeded(1), Recovery = new(), Sweeps = keepsSweeps ? book : null };
        return new(Key, ReadAsync, new("orders", TimeSpan.FromMinutes(1), TimeSpan.Zero, 2), parts, NullLogger<Sweeper>.Instance);
    }

    private async ValueTask<Sweep> ReadAsync(Sweep sweep, PageCheck check, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (faults.TryDequeue(out var fault))
        {
            throw fault;
        }

        var page = sweep.Pages + 1;
        var next = sweep with { Pages = page, Changes = sweep.Changes + 2, Cursor = new($"p{page}"), Total = 2 * Pages, State = page == Pages ? SweepState.Done : SweepState.Running };
        await book.CommitAsync(new() { Sweep = next }, cancellationToken);
        return next;
    }

    private sealed class Ears(Action<Sweep> hear) : IProgress<Sweep>
    {
        public void Report(Sweep value) => hear(value);
    }

    /// <summary>Just enough of a store: the last sweep.</summary>
    private sealed class Book : IStoreWriter, ISweepStore
    {
        public Sweep? Last { get; private set; }

        public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            Last = commit.Sweep ?? Last;
            return new(new StoreReceipt(0, 0));
        }

        public ValueTask<IReadOnlyList<Sweep>> ListSweepsAsync(TenantId tenant, CancellationToken cancellationToken) => new(Last is null ? [] : [Last]);

        public ValueTask OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
