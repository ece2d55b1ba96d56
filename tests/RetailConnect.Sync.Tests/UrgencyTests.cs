using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

public sealed class UrgencyTests
{
    private static readonly StreamKey Key = new(TestConnection.Tenant, "erp", EntityType.Product);

    public static TheoryData<string, bool, CallPriority> Types => new()
    {
        { "order", false, CallPriority.Orders }, { "return", false, CallPriority.Orders }, { "customer", false, CallPriority.Orders },
        { "stock-level", false, CallPriority.Stock }, { "product", false, CallPriority.Catalog }, { "location", false, CallPriority.Catalog }, { "loyalty-member", false, CallPriority.Catalog },
        { "order", true, CallPriority.Orders }, { "customer", true, CallPriority.Orders }, { "stock-level", true, CallPriority.Stock }, { "product", true, CallPriority.Backfill },
    };

    [Theory, MemberData(nameof(Types))]
    public void A_type_is_as_urgent_as_its_business_and_only_a_catalog_that_is_far_behind_is_a_backfill(string type, bool behind, CallPriority priority) =>
        Assert.Equal(priority, Urgency.Of(new(type), behind));

    [Fact]
    public async Task The_first_poll_of_a_stream_is_a_backfill_and_later_ones_are_not()
    {
        var store = new Store();
        CallScope.Priority = CallPriority.Catalog;
        var reader = Reader(store);
        await reader.PollAsync(CancellationToken.None);
        await reader.PollAsync(CancellationToken.None);
        Assert.Equal([CallPriority.Backfill, CallPriority.Backfill, CallPriority.Catalog], Source.Seen);
        Assert.Equal(CallPriority.Catalog, CallScope.Priority);
    }

    private static StreamReader<Product> Reader(Store store)
    {
        var parts = new EngineParts(store, store, store, new MemoryCrosswalk(), null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new() };
        Source.Seen.Clear();
        var connection = TestConnection.Open<Books, BooksOptions>("erp", new(), new MemoryCrosswalk());
        var desk = new IntakeDesk<Product>(Key, new Nothing(), [], false, new SemaphoreSlim(1), new HintBell(), parts);
        return new(Key, connection, new("catalog", TimeSpan.FromMinutes(1), TimeSpan.Zero, 100), desk, parts);
    }

    private sealed class Nothing : IntakeRule<Product>
    {
        public override ValueTask<IReadOnlyList<Intake<Product>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken) => new([]);
    }

    private sealed class BooksOptions;

    private sealed class Books : IConnector<BooksOptions>
    {
        public static string SystemName => "books";

        public static void Build(ConnectorBuilder<BooksOptions> connector) => connector.AddSource<Product, Source>();
    }

    private sealed class Source : IChangeSource<Product>
    {
        public static List<CallPriority> Seen { get; } = [];

        public ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
        {
            Seen.Add(CallScope.Priority);
            return new(new ChangePage<Product>([], new($"{Seen.Count}"), More: Seen.Count == 1));
        }
    }

    /// <summary>Just enough of a store: the checkpoint, and no hints.</summary>
    private sealed class Store : IStoreWriter, ICheckpointStore, IInboxStore
    {
        private Checkpoint? saved;

        public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            saved = commit.Checkpoint ?? saved;
            return new(new StoreReceipt(0, 0));
        }

        public ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken) => new(saved);

        public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => new([]);

        public ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
