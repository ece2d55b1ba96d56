using System.Globalization;
using CustomConnector.Depot.Api;
using CustomConnector.Depot.Api.Contracts;

namespace CustomConnector.Depot.Orders;

/// <summary>Writes orders. The Depot remembers idempotency keys, so that an order whose answer was lost is not picked twice.</summary>
internal sealed class OrderSink(IDepotApi api) : IChangeSink<Order>
{
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var body = OrderMapper.Map(envelope.Canonical, envelope.Value);
        var answer = envelope.TargetId is { } known
            ? await ChangeAsync(known.Value, body, envelope.IdempotencyKey, cancellationToken)
            : await CreateAsync(envelope.Value, body, envelope.IdempotencyKey, cancellationToken);
        return new(answer.Id);
    }

    private Task<OrderAnswer> CreateAsync(Order order, OrderBody body, IdempotencyKey key, CancellationToken cancellationToken) => order.Status is OrderStatus.Cancelled
        ? throw new ConnectorException(FaultKind.Unsupported, "The order was called off before it reached the Depot.") { Reason = Reasons.CancelledBeforePosting }
        : api.CreateOrder(body, key.Value, cancellationToken).Needed();

    /// <summary>Reads the version before each write and keeps none: after a conflict the engine calls again, and that call sees what moved. The key differs from that of the creation, which the Depot remembers too.</summary>
    private async Task<OrderAnswer> ChangeAsync(string id, OrderBody body, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var held = await api.Order(id, cancellationToken).Needed();
        return await api.ChangeOrder(id, body, $"\"{held.Version.ToString(CultureInfo.InvariantCulture)}\"", key.For("change").Value, cancellationToken).Needed();
    }
}
