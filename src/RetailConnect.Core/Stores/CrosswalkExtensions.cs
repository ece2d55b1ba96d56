namespace RetailConnect;

/// <summary>Searches of the crosswalk that follow a rule.</summary>
public static class CrosswalkExtensions
{
    /// <summary>What an order number is linked to that orders of several connections have.</summary>
    public static CanonicalId SeveralOrders { get; } = new("*");

    /// <summary>Returns the order that a document names: by its id in the origin, else by our reference, else by the number on the receipt; null when it was never read, or when orders of several shops have its number. Whether there is an order of that reference, the links of a connection tell.</summary>
    /// <remarks>A number may be another shop's too, so it counts only where there is no id, and only while one shop alone has used it.</remarks>
    /// <param name="crosswalk">The links.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="origin">Connection that the document comes from.</param>
    /// <param name="order">How the document names its order.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static ValueTask<CanonicalId?> FindOrderAsync(this ICrosswalk crosswalk, TenantId tenant, string origin, OrderReference order, CancellationToken cancellationToken) => order switch
    {
        { Id: { } id } => crosswalk.FindCanonicalAsync(new(tenant, EntityType.Order, origin), id, cancellationToken),
        { Reference: { } reference } => new(new CanonicalId(reference)),
        { Number: { } number } => ByNumberAsync(crosswalk, tenant, number, cancellationToken),
        _ => new(default(CanonicalId?)),
    };

    private static async ValueTask<CanonicalId?> ByNumberAsync(ICrosswalk crosswalk, TenantId tenant, string number, CancellationToken cancellationToken) =>
        await crosswalk.FindCanonicalAsync(new(tenant, EntityType.OrderNumber, ConnectionLinks.AnyConnection), number, cancellationToken) is { } found && found != SeveralOrders ? found : null;
}
