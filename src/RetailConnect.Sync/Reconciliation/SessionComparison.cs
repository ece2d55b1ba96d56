using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>What a loyalty engine should show of orders: each by our reference, with its state, what its goods came to, and how many units came back. Points are rules of the engine and are not computed.</summary>
/// <param name="lane">Way to the engine.</param>
/// <param name="taken">Orders that are given to the engine.</param>
/// <param name="returns">What came back; null when the engine counts other units than were sold.</param>
/// <param name="members">Checks balances.</param>
/// <param name="crosswalk">Links.</param>
internal sealed class SessionComparison(LaneKey lane, Func<Order, bool> taken, ReturnedUnits? returns, MemberCheck members, ICrosswalk crosswalk) : ComparisonRule<Order>
{
    private DateTimeOffset? began;

    public override IReadOnlyList<string> Fields { get; } = [ObservedField.State, ObservedField.Goods, ObservedField.Returned];

    public override void Begin(DateTimeOffset? from)
    {
        began = from;
        returns?.Begin(from);
        members.Begin(from);
    }

    public override ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        returns?.Forget();
        return default;
    }

    public override async ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<Order>> changes, CancellationToken cancellationToken)
    {
        var expected = new List<Expectation>();
        foreach (var change in changes)
        {
            var canonical = CanonicalIds.Of(origin, change.Entity);
            expected.Add(await FieldsAsync(origin, change.Value!, canonical, cancellationToken) is { } fields ? Of(change.Entity, canonical, fields) : Of(change.Entity, canonical, []) with { IsFree = true });
        }

        return expected;
    }

    public override Expectation Unreadable(string origin, Change<Order> change) => Of(change.Entity, CanonicalIds.Of(origin, change.Entity), []) with { IsFree = true };

    public override async ValueTask<(DiscrepancyState State, string Reason)?> ExplainAsync(Difference difference, CancellationToken cancellationToken) =>
        returns is not null && difference is { Expected: { } expected, Fields: [{ Name: ObservedField.Returned }] } ? await returns.ExplainAsync(expected.Canonical, cancellationToken) : null;

    public override ValueTask<IReadOnlyList<Discrepancy>> CheckAsync(Action read, CancellationToken cancellationToken) => members.RunAsync(read, cancellationToken);

    /// <summary>Null for what the engine may have or not: a sale to nobody, and one that was called off before the engine heard of it.</summary>
    private async ValueTask<IReadOnlyList<ObservedField>?> FieldsAsync(string origin, Order order, CanonicalId canonical, CancellationToken cancellationToken)
    {
        if (!taken(order) || order.Customer is not { } customer)
        {
            return null;
        }

        await members.AddAsync(origin, customer.Id, cancellationToken);
        if (order.Status is OrderStatus.Cancelled)
        {
            var known = await crosswalk.FindExternalAsync(new(lane.Tenant, EntityType.Order, lane.Target), canonical, cancellationToken) is not null;
            return known ? [ObservedField.Of(ObservedField.State, ObservedField.Cancelled)] : null;
        }

        var fields = new List<ObservedField> { ObservedField.Of(ObservedField.State, ObservedField.Closed), ObservedField.Of(ObservedField.Goods, Goods(order)) };
        if (returns is not null && !(order.PlacedAt < began))
        {
            // Of an older order not all that came back is listed.
            fields.Add(ObservedField.Of(ObservedField.Returned, await returns.OfAsync(canonical, cancellationToken)));
        }

        return fields;
    }

    private static decimal Goods(Order order) =>
        order.Lines.Zip(DiscountShares.Of(order).Lines).Where(pair => pair.First is { Kind: OrderLineKind.Item, Sku: not null }).Sum(pair => OrderTotals.Net(pair.First).Shop.Amount - pair.Second);

    private static Expectation Of(ExternalId entity, CanonicalId canonical, IReadOnlyList<ObservedField> fields) => new(canonical.Value, entity, canonical, fields);
}
