using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>A read whose pages lead nowhere fails with a reason, and keeps no position from which the next read would go on as if nothing had happened.</summary>
public sealed class PollTests
{
    private static readonly StreamKey Key = new(TestConnection.Tenant, "web", EntityType.Order);
    private readonly Shelf shelf = new();

    [Fact]
    public async Task Pages_that_go_round_end_the_read()
    {
        Source.Pages = after => new([], new($"{(after is null ? 0 : (int.Parse(after.Value, System.Globalization.CultureInfo.InvariantCulture) + 1) % 3)}"), More: true);
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Reader().PollAsync(CancellationToken.None));
        Assert.Equal((FaultKind.Rejected, "cursor-repeated"), (fault.Kind, fault.Reason));
        Assert.InRange(shelf.Commits.Count, 3, 9);
    }

    [Fact]
    public async Task A_cursor_that_stands_still_is_not_saved()
    {
        Source.Pages = after => new([], new("1"), More: true);
        Assert.Equal("cursor-stuck", (await Assert.ThrowsAsync<ConnectorException>(async () => await Reader().PollAsync(CancellationToken.None))).Reason);
        Assert.Equal(["1"], shelf.Commits.Select(commit => commit.Checkpoint!.Cursor.Value));
    }

    [Fact]
    public async Task Pages_without_an_end_end_at_the_bound()
    {
        Source.Pages = after => new([], new($"{after?.Value}x"), More: true);
        Assert.Equal("endless-pages", (await Assert.ThrowsAsync<ConnectorException>(async () => await Reader().PollAsync(CancellationToken.None))).Reason);
        Assert.Equal(49, shelf.Commits.Count);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("x", false)]
    public async Task A_whole_read_that_ends_far_from_its_total_fails_before_its_end_is_saved(string? checkpoint, bool fails)
    {
        shelf.Saved = checkpoint is null ? null : new(checkpoint);
        Source.Pages = after => new([Sale("1"), Sale("2")], new($"{after?.Value}x"), More: after is not { Value.Length: > 1 }) { Total = 500 };
        var read = async () => await Reader().PollAsync(CancellationToken.None);
        if (fails)
        {
            Assert.Equal("far-from-total", (await Assert.ThrowsAsync<ConnectorException>(read)).Reason);
            Assert.Equal(["x", "xx"], shelf.Commits.Select(commit => commit.Checkpoint!.Cursor.Value));
        }
        else
        {
            await read();
            Assert.Equal("xxx", shelf.Commits[^1].Checkpoint!.Cursor.Value);
        }
    }

    [Fact]
    public async Task A_sweeps_page_is_saved_with_the_sweep_and_without_a_checkpoint()
    {
        Source.Pages = after => new([Sale("1"), Sale("2")], new("next"), More: after is null) { Total = after is null ? 4 : null };
        var (reader, check) = (Reader(), new PageCheck(Key, 50));
        var begun = new Sweep { Stream = Key, State = SweepState.Running, StartedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch };
        var first = await reader.SweepAsync(begun, check, CancellationToken.None);
        Assert.Equal((SweepState.Running, "next", 1L, 2L, 2L, 4L, 0.5), (first.State, first.Cursor!.Value, first.Pages, first.Changes, first.Accepted, first.Total!.Value, first.Share!.Value));
        var second = await reader.SweepAsync(first, check, CancellationToken.None);
        Assert.Equal((SweepState.Done, 2L, 4L, 4L, 4L), (second.State, second.Pages, second.Changes, second.Accepted, second.Total!.Value));

        // The store adds what is new in the commit itself.
        Assert.Equal([0L, 2], shelf.Commits.Select(commit => commit.Sweep!.Accepted));
        Assert.All(shelf.Commits, commit => Assert.Null(commit.Checkpoint));
        Assert.Equal(4, shelf.Commits.Sum(commit => commit.Envelopes.Count));
    }

    private static Change<Order> Sale(string id) => Change.Upserted<Order>(id, "1", new()
    {
        Id = id, PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Completed, Lines = [], Total = MoneyPair.Of(new(0m, "EUR")), TaxesIncluded = true,
    });

    private StreamReader<Order> Reader()
    {
        var parts = new EngineParts(shelf, shelf, shelf, new MemoryCrosswalk(), null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new() };
        var connection = TestConnection.Open<Shop, ShopOptions>("web", new(), new MemoryCrosswalk());
        var route = new Route(new(TestConnection.Tenant, "orders", "erp"), new Signal(TimeProvider.System));
        var desk = new IntakeDesk<Order>(Key, new Plain(), [route], false, new SemaphoreSlim(1), new HintBell(), parts);
        return new(Key, connection, new("orders", TimeSpan.FromMinutes(1), TimeSpan.Zero, 100) { MostPages = 50 }, desk, parts);
    }

    private sealed class Plain : IntakeRule<Order>
    {
        public override ValueTask<IReadOnlyList<Intake<Order>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Order>> changes, CancellationToken cancellationToken) =>
            new([.. changes.Select(change => new Intake<Order>(change, CanonicalIds.Of(context.Connection, change.Entity)))]);
    }

    private sealed class ShopOptions;

    private sealed class Shop : IConnector<ShopOptions>
    {
        public static string SystemName => "shop";

        public static void Build(ConnectorBuilder<ShopOptions> connector) => connector.AddSource<Order, Source>();
    }

    private sealed class Source : IChangeSource<Order>
    {
        private static readonly AsyncLocal<Func<Cursor?, ChangePage<Order>>?> Answer = new();

        public static Func<Cursor?, ChangePage<Order>> Pages
        {
            set => Answer.Value = value;
        }

        public ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(Answer.Value!(request.After));
    }

    /// <summary>Just enough of a store: what was committed, the checkpoint of the start, and no hint.</summary>
    private sealed class Shelf : IStoreWriter, IInboxStore, ICheckpointStore
    {
        public List<StoreCommit> Commits { get; } = [];

        public Cursor? Saved { get; set; }

        public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            Commits.Add(commit);
            return new(new StoreReceipt(0, commit.Envelopes.Count));
        }

        public ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken) => new(Saved is null ? null : new Checkpoint(stream, Saved, DateTimeOffset.UnixEpoch));

        public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => new([]);

        public ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
