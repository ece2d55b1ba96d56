namespace RetailConnect.Testing;

/// <summary>The snapshot of one type, whatever the type.</summary>
internal delegate ValueTask<SnapshotPage> SnapshotRead(SnapshotRequest request, CancellationToken cancellationToken);

/// <summary>Finds the snapshot of a type.</summary>
internal static class SnapshotSeam
{
    private static readonly Dictionary<EntityType, Func<Connection, SnapshotRead>> Known = new()
    {
        [EntityType.Product] = Read<Product>,
        [EntityType.ListPrice] = Read<ListPrice>,
        [EntityType.Location] = Read<Location>,
        [EntityType.StockLevel] = Read<StockLevel>,
        [EntityType.Order] = Read<Order>,
        [EntityType.Customer] = Read<Customer>,
        [EntityType.Return] = Read<Return>,
        [EntityType.Shipment] = Read<Shipment>,
        [EntityType.Payout] = Read<Payout>,
        [EntityType.LoyaltyMember] = Read<LoyaltyMember>,
    };

    public static SnapshotRead Of(EntityType type, Connection connection) => Known[type](connection);

    private static SnapshotRead Read<T>(Connection connection)
        where T : class => connection.Part<ISnapshotSource<T>>()!.ReadAsync;
}
