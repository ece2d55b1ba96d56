namespace RetailConnect.Sync.Orders;

/// <summary>Numbers on receipts: a name that several shops may give.</summary>
internal static class OrderNumbers
{
    /// <summary>Finds the order that a document names; null when it was never read.</summary>
    /// <exception cref="ConnectorException">Orders of several shops have the number, and nothing else names the order.</exception>
    public static async ValueTask<CanonicalId?> FindOrderAsync(ICrosswalk crosswalk, TenantId tenant, string origin, OrderReference order, CancellationToken cancellationToken) =>
        await crosswalk.FindOrderAsync(tenant, origin, order, cancellationToken) is { } found ? found
            : order is { Id: null, Reference: null, Number: { } number } && await crosswalk.FindCanonicalAsync(Scope(tenant), number, cancellationToken) == CrosswalkExtensions.SeveralOrders
                ? throw new ConnectorException(FaultKind.Rejected, $"Orders of several shops have the number '{number}'.")
                {
                    Reason = Reasons.AmbiguousMatch, Advice = "Name the order by its reference in an edit of the dead letter, or credit it by hand and resolve. Give the shops numbers that differ, by a prefix.",
                }
                : null;

    /// <summary>Links an order's number; one that an order of another connection has too names neither of them.</summary>
    public static async ValueTask<CrosswalkLink> LinkAsync(ICrosswalk crosswalk, TenantId tenant, string connection, CanonicalId order, string number, CancellationToken cancellationToken)
    {
        var several = await crosswalk.FindCanonicalAsync(Scope(tenant), number, cancellationToken) is { } known && known != order
            && (known == CrosswalkExtensions.SeveralOrders || await crosswalk.FindExternalAsync(new(tenant, EntityType.Order, connection), known, cancellationToken) is null);
        return new(Scope(tenant), several ? CrosswalkExtensions.SeveralOrders : order, number, null);
    }

    private static CrosswalkScope Scope(TenantId tenant) => new(tenant, EntityType.OrderNumber, ConnectionLinks.AnyConnection);
}
