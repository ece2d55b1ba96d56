namespace RetailConnect.Testing;

/// <summary>The sink of one type, whatever the type; envelopes are of the sink's own making.</summary>
internal abstract class SinkSeam
{
    private static readonly Dictionary<EntityType, Func<Connection, SinkCapability, SinkSeam>> Known = new()
    {
        [EntityType.Product] = (connection, capability) => new SinkSeam<Product>(connection, capability),
        [EntityType.ListPrice] = (connection, capability) => new SinkSeam<ListPrice>(connection, capability),
        [EntityType.Location] = (connection, capability) => new SinkSeam<Location>(connection, capability),
        [EntityType.StockLevel] = (connection, capability) => new SinkSeam<StockLevel>(connection, capability),
        [EntityType.Order] = (connection, capability) => new SinkSeam<Order>(connection, capability),
        [EntityType.Customer] = (connection, capability) => new SinkSeam<Customer>(connection, capability),
        [EntityType.Return] = (connection, capability) => new SinkSeam<Return>(connection, capability),
        [EntityType.Shipment] = (connection, capability) => new SinkSeam<Shipment>(connection, capability),
        [EntityType.Payout] = (connection, capability) => new SinkSeam<Payout>(connection, capability),
        [EntityType.LoyaltyMember] = (connection, capability) => new SinkSeam<LoyaltyMember>(connection, capability),
    };

    public abstract EntityType Type { get; }

    public abstract object Envelope(object value, DateTimeOffset now);

    public abstract object ValueOf(object envelope);

    public abstract CanonicalId CanonicalOf(object envelope);

    /// <summary>The same envelope, announced before, and with the target's id where a receipt told it.</summary>
    public abstract object Again(object envelope, WriteReceipt? receipt = null);

    /// <summary>An order of which one unit more was sold after it was written.</summary>
    public abstract object Changed(object envelope, WriteReceipt receipt);

    /// <summary>The envelope as it is written when the vendor has its effect already: a quantity then names the one that was seen there.</summary>
    public abstract object Settled(object envelope);

    /// <summary>Writes one envelope as the engine does: what proves itself by a look-up is looked up first, and what was written before is amended where the sink can.</summary>
    public abstract ValueTask<WriteReceipt> DeliverAsync(object envelope, CancellationToken cancellationToken);

    public abstract ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<object> envelopes, CancellationToken cancellationToken);

    public abstract ValueTask<VendorEffect> LookAsync(IWritableVendor vendor, object envelope, CancellationToken cancellationToken);

    public static SinkSeam Of(EntityType type, Connection connection) => Known[type](connection, connection.Capabilities.OfType<SinkCapability>().First(sink => sink.Type == type));
}
