namespace RetailConnect.Testing;

/// <summary>The sink of one type.</summary>
internal sealed class SinkSeam<T>(Connection connection, SinkCapability capability) : SinkSeam
    where T : class
{
    private readonly IChangeSink<T>? sink = connection.Part<IChangeSink<T>>();
    private readonly IBatchSink<T>? batches = connection.Part<IBatchSink<T>>();
    private readonly ILookUp<T>? lookUp = connection.Part<ILookUp<T>>();
    private readonly IAmendingSink<T>? amending = connection.Part<IAmendingSink<T>>();

    public override EntityType Type => capability.Type;

    public override object Envelope(object value, DateTimeOffset now)
    {
        var entity = IdOf((T)value);
        var version = CanonicalJson.Fingerprint((T)value);
        return new Envelope<T>
        {
            Id = 1, Tenant = ConformanceHost.Tenant, Sync = "conformance", Origin = ConformanceHost.Origin, Target = ConformanceHost.Target, AcceptedAt = now,
            Change = Change.Upserted(entity, version, (T)value), Canonical = CanonicalIds.Of(ConformanceHost.Origin, entity),
            IdempotencyKey = IdempotencyKey.Derive(ConformanceHost.Tenant.Value, "conformance", ConformanceHost.Target, Type.Name, entity.Value, version),
        };
    }

    public override object ValueOf(object envelope) => ((Envelope<T>)envelope).Value;

    public override CanonicalId CanonicalOf(object envelope) => ((Envelope<T>)envelope).Canonical;

    public override object Again(object envelope, WriteReceipt? receipt = null) =>
        (Envelope<T>)envelope with { Attempt = ((Envelope<T>)envelope).Attempt + 1, Intended = receipt is null, TargetId = receipt?.Id };

    public override object Changed(object envelope, WriteReceipt receipt)
    {
        var order = (Order)ValueOf(envelope);
        var more = order with { Lines = [order.Lines[0] with { Quantity = order.Lines[0].Quantity + 1m, Taxes = [] }, .. order.Lines.Skip(1)], Payments = [] };
        return (Envelope<T>)Envelope(more with { Total = OrderTotals.Compute(more) }, ((Envelope<T>)envelope).AcceptedAt) with { TargetId = receipt.Id };
    }

    public override object Settled(object envelope) => ValueOf(envelope) is StockLevel level
        ? (Envelope<T>)Again(envelope) with { Change = ((Envelope<T>)envelope).Change with { Value = (T)(object)(level with { Expected = level.Available }) } }
        : Again(envelope);

    public override async ValueTask<WriteReceipt> DeliverAsync(object envelope, CancellationToken cancellationToken)
    {
        var typed = (Envelope<T>)envelope;
        if (amending is not null && typed.TargetId is not null)
        {
            return await amending.AmendAsync(typed, cancellationToken);
        }

        if (capability.Proof is WriteProof.LookUp && await lookUp!.FindAsync(typed, cancellationToken) is { } found)
        {
            return found;
        }

        if (sink is not null)
        {
            return await sink.WriteAsync(typed, cancellationToken);
        }

        var result = Expect.Single(await batches!.WriteBatchAsync([typed], cancellationToken), "The results of a batch of one");
        return result.Receipt ?? throw result.Fault!;
    }

    public override ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<object> envelopes, CancellationToken cancellationToken) =>
        batches!.WriteBatchAsync([.. envelopes.Cast<Envelope<T>>()], cancellationToken);

    public override ValueTask<VendorEffect> LookAsync(IWritableVendor vendor, object envelope, CancellationToken cancellationToken) => vendor.LookAsync((Envelope<T>)envelope, cancellationToken);

    private static ExternalId IdOf(T value) => value switch
    {
        Product product => product.Id,
        ListPrice price => ListPrice.IdOf(price.List, price.Sku),
        Location location => location.Id,
        StockLevel level => StockLevel.IdOf(level.Sku, level.Location),
        Order order => order.Id,
        Customer customer => customer.Id,
        Return taken => taken.Id,
        Shipment sent => sent.Id,
        Payout payout => payout.Id,
        LoyaltyMember member => member.Id,
        _ => throw new ArgumentException($"{typeof(T).Name} is no canonical model that flows through a sync."),
    };
}
