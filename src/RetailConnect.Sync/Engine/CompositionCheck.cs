namespace RetailConnect.Sync.Engine;

/// <summary>Checks that each sync's connections exist and can do what the sync needs, and finds what is allowed but hardly meant.</summary>
internal static class CompositionCheck
{
    public static void Run(TenantDefinition tenant, IReadOnlyDictionary<string, ConnectionRuntime> connections)
    {
        foreach (var sync in tenant.Syncs)
        {
            foreach (var name in sync.From.Concat(sync.To).Where(name => !connections.ContainsKey(name)))
            {
                throw new InvalidOperationException($"Tenant '{tenant.Id}', sync '{sync.Name}': there is no connection named '{name}'. Known: {string.Join(", ", connections.Keys.Order())}.");
            }

            foreach (var name in sync.From.Where(name => connections[name].Source(sync.Type) is null))
            {
                throw new InvalidOperationException($"Tenant '{tenant.Id}', sync '{sync.Name}' reads {sync.Type} from '{name}', but {connections[name].Connection.Context.System} can't read it.");
            }

            foreach (var name in sync.To.Where(name => connections[name].Sink(sync.Type) is null))
            {
                throw new InvalidOperationException($"Tenant '{tenant.Id}', sync '{sync.Name}' writes {sync.Type} to '{name}', but {connections[name].Connection.Context.System} can't write it.");
            }
        }
    }

    /// <summary>What runs, but not as one would expect; each text says how to mend it.</summary>
    public static IEnumerable<string> Warnings(TenantDefinition tenant, IReadOnlyDictionary<string, ConnectionRuntime> connections, Uri? publicAddress)
    {
        foreach (var (sync, origin, target) in from sync in tenant.Syncs where sync.Type == EntityType.Order from origin in sync.From from target in sync.To select (sync, origin, target))
        {
            if (connections[origin].Source(EntityType.Customer) is not null && connections[target].Sink(EntityType.Customer) is not null && !Flows(tenant, EntityType.Customer, origin, target))
            {
                yield return $"Sync '{sync.Name}' writes orders of '{origin}' to '{target}', but no sync writes the customers of '{origin}' there: each order that names a customer ends as dead letter '{Reasons.UnknownCustomer}'. "
                    + $"Add SyncCustomers(from: [\"{origin}\"], to: [\"{target}\"]).";
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

    private static bool Flows(TenantDefinition tenant, EntityType type, string origin, string target) =>
        tenant.Syncs.Any(sync => sync.Type == type && sync.From.Contains(origin) && sync.To.Contains(target));
}
