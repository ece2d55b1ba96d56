namespace RetailConnect.Sync.Engine;

/// <summary>Refuses a tenant whose syncs need what their connections can't do, all of it in one message, and finds what is allowed but hardly meant.</summary>
internal static class CompositionCheck
{
    public static void Run(TenantDefinition tenant, IReadOnlyDictionary<string, ConnectionRuntime> connections, bool hasKits)
    {
        var unmet = tenant.Syncs.SelectMany(sync => SyncNeeds.Unmet(sync, connections).Select(need => $"Tenant '{tenant.Id}', sync '{sync.Name}': {need}")).Concat(Doubled(tenant)).Concat(Unreadable(tenant, connections, hasKits)).ToList();
        if (unmet.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, unmet));
        }
    }

    /// <summary>What runs, but not as one would expect; each text says how to mend it.</summary>
    public static IEnumerable<string> Warnings(TenantDefinition tenant, IReadOnlyDictionary<string, ConnectionRuntime> connections, Uri? publicAddress)
    {
        foreach (var (sync, origin, target) in Routes(tenant, EntityType.Order))
        {
            if (connections[origin].Source(EntityType.Customer) is not null && connections[target].Sink(EntityType.Customer) is not null && !Flows(tenant, EntityType.Customer, origin, target))
            {
                yield return $"Sync '{sync.Name}' writes orders of '{origin}' to '{target}', but no sync writes the customers of '{origin}' there: each order that names a customer ends as dead letter '{Reasons.UnknownCustomer}'. "
                    + $"Add SyncCustomers(from: [\"{origin}\"], to: [\"{target}\"]).";
            }
        }

        foreach (var (sync, origin, target) in Routes(tenant, EntityType.Return).Where(route => !Flows(tenant, EntityType.Order, route.Origin, route.Target)))
        {
            yield return $"Sync '{sync.Name}' writes returns of '{origin}' to '{target}', but no sync writes the orders of '{origin}' there: a return of an order that '{target}' does not know ends as dead letter. "
                + $"Add SyncOrders or SyncLoyalty from '{origin}' to '{target}'.";
        }

        foreach (var (sync, origin, target) in Routes(tenant, EntityType.Shipment).Where(route => !Flows(tenant, EntityType.Order, route.Target, route.Origin) && connections[route.Origin].Sink(EntityType.Order) is not null))
        {
            yield return $"Sync '{sync.Name}' tells '{target}' what '{origin}' shipped, but no sync writes the orders of '{target}' to '{origin}': a shipment whose order '{origin}' did not get from there is skipped as '{Reasons.OrderNotOfTarget}'. "
                + $"Add SyncOrders(from: [\"{target}\"], to: \"{origin}\").";
        }

        foreach (var (sync, origin, target) in Routes(tenant, EntityType.StockLevel))
        {
            if (connections[target].Source(EntityType.Order) is not null && connections[origin].Sink(EntityType.Order) is not null && !Flows(tenant, EntityType.Order, target, origin))
            {
                yield return $"Sync '{sync.Name}' writes the stock of '{origin}' to '{target}', but no sync writes the sales of '{target}' to '{origin}': what '{target}' sold is on sale again with the next change of stock. "
                    + $"Add SyncOrders(from: [\"{target}\"], to: \"{origin}\").";
            }
        }

        foreach (var connection in connections.Values.Where(_ => publicAddress is null))
        {
            if (connection.Connection.Part<IWebhookSubscriptions>() is not null && tenant.Syncs.Any(sync => sync.From.Contains(connection.Name)))
            {
                yield return $"'{connection.Name}' can announce changes by webhook, but the host has no public address: no webhook is subscribed, and changes are found by polling only. Set PublicAddress.";
            }
        }
    }

    /// <summary>Two syncs keep no order between them: where both write the same, the look-up of one does not see what the other is about to write.</summary>
    private static IEnumerable<string> Doubled(TenantDefinition tenant) =>
        from sync in tenant.Syncs
        from origin in sync.From
        from target in sync.To
        group sync.Name by (sync.Type, origin, target) into names
        where names.Distinct().Count() > 1
        select $"Tenant '{tenant.Id}', syncs {string.Join(" and ", names.Distinct().Select(name => $"'{name}'"))}: each writes {names.Key.Type} of '{names.Key.origin}' to '{names.Key.target}', which would have it twice. Name another connection in one of them.";

    /// <summary>What is offered by several figures needs them when one of them moves.</summary>
    private static IEnumerable<string> Unreadable(TenantDefinition tenant, IReadOnlyDictionary<string, ConnectionRuntime> connections, bool hasKits) =>
        from sync in tenant.Syncs
        where sync.Type == EntityType.StockLevel && (hasKits || sync.Options is InventoryOptions { Groups.Count: > 0 })
        from origin in sync.From
        where connections.TryGetValue(origin, out var connection) && connection.Source(EntityType.StockLevel) is not null && connection.Connection.Part<IEntitySource<StockLevel>>() is null
        select $"Tenant '{tenant.Id}', sync '{sync.Name}': kits and groups of locations need the stock of their parts, but '{origin}' can't read stock by id (it has no IEntitySource<StockLevel>).";

    private static IEnumerable<(SyncDefinition Sync, string Origin, string Target)> Routes(TenantDefinition tenant, EntityType type) =>
        from sync in tenant.Syncs where sync.Type == type from origin in sync.From from target in sync.To where origin != target select (sync, origin, target);

    private static bool Flows(TenantDefinition tenant, EntityType type, string origin, string target) =>
        tenant.Syncs.Any(sync => sync.Type == type && sync.From.Contains(origin) && sync.To.Contains(target));
}
