using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>Hints that can't be read keep nobody else, and none of them gets lost.</summary>
public sealed class StreamReaderTests
{
    private static readonly StreamKey Key = new(TestConnection.Tenant, "web", EntityType.Order);
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
    private readonly Shelf shelf = new();

    [Fact]
    public async Task A_portion_of_hints_is_read_at_a_time_so_that_a_poll_has_its_turn()
    {
        shelf.Hint([.. Enumerable.Range(0, 700).Select(number => $"{number}")]);
        Assert.True(await Reader().ReadHintsAsync(0, CancellationToken.None));
        Assert.Equal(200, shelf.Waiting.Count);
        Assert.False(await Reader().ReadHintsAsync(0, CancellationToken.None));
        Assert.Empty(shelf.Waiting);
        Assert.Equal(700, shelf.Saved.Count);
    }

    [Theory]
    [InlineData(typeof(TimeoutException), 10)]
    [InlineData(null, 40)]
    public async Task One_that_keeps_failing_is_read_alone_and_waits_then_is_parked_later_where_the_way_is_to_blame(Type? bug, int most)
    {
        shelf.Hint("1", "poison", "3");
        Source.Poison = ("poison", bug is null ? new ConnectorException(FaultKind.Transient, "500") : (Exception)Activator.CreateInstance(bug)!);
        await Assert.ThrowsAnyAsync<Exception>(async () => await Reader().ReadHintsAsync(0, CancellationToken.None));
        Assert.Empty(shelf.Saved);

        await Assert.ThrowsAnyAsync<Exception>(async () => await Reader().ReadHintsAsync(3, CancellationToken.None));
        Assert.Equal(["1", "3"], shelf.Saved.Select(envelope => envelope.Entity.Value));
        Assert.Single(shelf.Waiting);

        shelf.Hint("5");
        await Assert.ThrowsAnyAsync<Exception>(async () => await Reader().ReadHintsAsync(most - 1, CancellationToken.None));
        shelf.Hint("6");
        Assert.False(await Reader().ReadHintsAsync(most, CancellationToken.None));
        Assert.Empty(shelf.Waiting);
        Assert.Equal("poison", Assert.Single(shelf.Saved, envelope => envelope.Fault is not null).Entity.Value);
    }

    [Fact]
    public async Task Nothing_is_parked_while_nothing_can_be_read()
    {
        shelf.Hint("poison");
        Source.Poison = ("poison", new ConnectorException(FaultKind.Transient, "500"));
        await Assert.ThrowsAsync<ConnectorException>(async () => await Reader().ReadHintsAsync(99, CancellationToken.None));
        Assert.Empty(shelf.Saved);
        Assert.Single(shelf.Waiting);
    }

    [Fact]
    public async Task One_that_the_system_refuses_is_parked_alone_at_once()
    {
        shelf.Hint("1", "poison", "3");
        Source.Poison = ("poison", new ConnectorException(FaultKind.Rejected, "400: no such id") { Reason = "malformed-id" });
        Assert.False(await Reader().ReadHintsAsync(0, CancellationToken.None));
        Assert.Equal([null, "malformed-id", null], shelf.Saved.OrderBy(envelope => envelope.Entity.Value == "3" ? 2 : envelope.Entity.Value == "1" ? 0 : 1).Select(envelope => envelope.Fault?.Reason));
    }

    [Fact]
    public async Task A_long_poll_reads_fresh_hints_between_its_pages()
    {
        Source.Pages = 3;
        Source.BeforePage = page => shelf.Hint($"fresh-{page}");
        await Reader().PollAsync(CancellationToken.None);
        Assert.Equal(["page-1", "fresh-1", "page-2", "fresh-2", "page-3"], shelf.Saved.Select(envelope => envelope.Entity.Value));
        Assert.Equal("fresh-3", Assert.Single(shelf.Waiting).Entity!.Value.Value);
    }

    [Fact]
    public async Task A_change_that_a_poll_finds_is_as_old_as_its_system_says()
    {
        var changed = time.GetUtcNow() - TimeSpan.FromSeconds(40);
        shelf.LastPoll = time.GetUtcNow() - TimeSpan.FromMinutes(1);
        Source.ModifiedAt = changed;
        await Reader().PollAsync(CancellationToken.None);
        Assert.Equal(changed, Assert.Single(shelf.Saved).AcceptedAt);
    }

    [Theory]
    [InlineData(false, 40)]
    [InlineData(true, 90)]
    [InlineData(true, -90)]
    [InlineData(true, null)]
    public async Task A_change_counts_from_its_read_when_its_time_says_nothing_about_waiting(bool readBefore, int? secondsAgo)
    {
        var began = time.GetUtcNow();
        shelf.LastPoll = readBefore ? began - TimeSpan.FromMinutes(1) : null;
        Source.ModifiedAt = secondsAgo is { } seconds ? began - TimeSpan.FromSeconds(seconds) : null;
        await Reader().PollAsync(CancellationToken.None);
        Assert.Equal(began, Assert.Single(shelf.Saved).AcceptedAt);
    }

    [Fact]
    public async Task A_poll_tells_the_source_where_the_syncs_begin()
    {
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        await Reader(start).PollAsync(CancellationToken.None);
        Assert.Equal((null, start), (Source.Asked!.After, Source.Asked.From));
    }

    [Theory]
    [InlineData(new[] { 5, 3 }, 3)]
    [InlineData(new[] { 5, 0 }, 0)]
    [InlineData(new[] { 0 }, 0)]
    public void A_stream_begins_at_the_earliest_start_and_at_the_beginning_when_one_sync_has_none(int[] days, int expected)
    {
        DateTimeOffset? Day(int day) => day == 0 ? null : new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero);
        SyncDefinition[] syncs = [.. days.Select(day => new SyncDefinition { Name = $"s{day}", Type = EntityType.Order, From = ["web"], To = ["erp"], Options = new OrdersOptions { PlacedFrom = Day(day) } })];
        Assert.Equal(Day(expected), StreamSettings.Of(syncs).From);
        Assert.Null(StreamSettings.Of([syncs[0] with { Options = new ReturnsOptions() }]).From);
    }

    [Fact]
    public async Task What_a_host_with_a_fast_clock_recorded_happened_no_later_than_now()
    {
        // A document that is closed in the future would be taken for unposted until then, and its stock would be withheld.
        shelf.Waiting.Add(new(1, new ExternalId("1"), time.GetUtcNow().AddMinutes(22)));
        var reading = Reader().ReadHintsAsync(0, CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(20));
        await reading;
        Assert.Equal(time.GetUtcNow(), Assert.Single(shelf.Saved).AcceptedAt);
        Assert.Equal(time.GetUtcNow(), Assert.Single(shelf.Closed).ClosedAt);
    }

    [Fact]
    public async Task What_a_dry_run_decided_about_is_no_repeat_once_it_is_sent()
    {
        await Reader(dry: true).PollAsync(CancellationToken.None);
        await Reader().PollAsync(CancellationToken.None);
        await Reader().PollAsync(CancellationToken.None);
        var keys = shelf.Saved.Select(envelope => envelope.Key).ToList();
        Assert.Equal((3, keys[1]), (keys.Count, keys[2]));
        Assert.NotEqual(keys[0], keys[1]);
    }

    private StreamReader<Order> Reader(DateTimeOffset? from = null, bool dry = false)
    {
        var parts = new EngineParts(shelf, shelf, shelf, new MemoryCrosswalk(), null!) { Leases = null!, Time = new(time), Chance = Chance.Seeded(1), Recovery = new() };
        var connection = TestConnection.Open<Shop, ShopOptions>("web", new(), new MemoryCrosswalk());
        var route = new Route(new(TestConnection.Tenant, "orders", "erp"), new Signal(time), dry);
        var desk = new IntakeDesk<Order>(Key, new Plain(), [route], false, new SemaphoreSlim(1), new HintBell(), parts);
        return new(Key, connection, new("orders", TimeSpan.FromMinutes(1), TimeSpan.Zero, 100, from), desk, parts);
    }

    private sealed class Plain : IntakeRule<Order>
    {
        public override ValueTask<IReadOnlyList<Intake<Order>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Order>> changes, CancellationToken cancellationToken) =>
            new([.. changes.Select(change => new Intake<Order>(change, CanonicalIds.Of(context.Connection, change.Entity)) { LedgerClosings = [new(context.Tenant, change.Entity.Value, context.Now)] })]);
    }

    private sealed class ShopOptions;

    private sealed class Shop : IConnector<ShopOptions>
    {
        public static string SystemName => "shop";

        public static void Build(ConnectorBuilder<ShopOptions> connector) => connector.AddSource<Order, Source>(entitiesAtOnce: 50);
    }

    private sealed class Source : IEntitySource<Order>, IChangeSource<Order>
    {
        private static readonly AsyncLocal<(int Pages, Action<int>? Before)> Book = new();

        private static readonly AsyncLocal<DateTimeOffset?> Modified = new();

        public static DateTimeOffset? ModifiedAt
        {
            set => Modified.Value = value;
        }

        /// <summary>What was asked for last.</summary>
        public static ReadRequest? Asked { get; private set; }

        public static int Pages
        {
            set => Book.Value = (value, Book.Value.Before);
        }

        public static Action<int> BeforePage
        {
            set => Book.Value = (Book.Value.Pages, value);
        }

        public ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
        {
            var page = request.After is { } after ? int.Parse(after.Value, System.Globalization.CultureInfo.InvariantCulture) + 1 : 1;
            Book.Value.Before?.Invoke(page);
            Asked = request;
            return new(new ChangePage<Order>([Change.Upserted($"page-{page}", "1", Sale($"page-{page}")) with { ModifiedAt = Modified.Value }], new($"{page}"), page < Book.Value.Pages));
        }

        private static readonly AsyncLocal<(string, Exception)?> Spoiled = new();

        public static (string Entity, Exception Cause) Poison
        {
            set => Spoiled.Value = value;
        }

        public ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken) =>
            Spoiled.Value is var (entity, cause) && entities.Any(id => id.Value == entity) ? throw cause : new([.. entities.Select(id => Change.Upserted(id, "1", Sale(id)))]);

        private static Order Sale(ExternalId id) => new()
        {
            Id = id, PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Completed, Lines = [], Total = MoneyPair.Of(new(0m, "EUR")), TaxesIncluded = true,
        };
    }

    /// <summary>Just enough of a store: hints that wait, envelopes that were saved.</summary>
    private sealed class Shelf : IStoreWriter, IInboxStore, ICheckpointStore
    {
        private long last;

        public List<StoredHint> Waiting { get; } = [];

        public List<NewEnvelope> Saved { get; } = [];

        public List<LedgerClosing> Closed { get; } = [];

        public DateTimeOffset? LastPoll { get; set; }

        public void Hint(params string[] entities) => Waiting.AddRange(entities.Select(entity => new StoredHint(++last, new ExternalId(entity), DateTimeOffset.UnixEpoch)));

        public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            Waiting.RemoveAll(hint => commit.ReadHints.Contains(hint.Id));
            Saved.AddRange(commit.Envelopes);
            Closed.AddRange(commit.LedgerClosings);
            return new(new StoreReceipt(0, commit.Envelopes.Count));
        }

        public ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken) => new(LastPoll is { } at ? new Checkpoint(stream, new("0"), at) : null);

        public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => new([.. Waiting.Take(limit)]);

        public ValueTask OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
