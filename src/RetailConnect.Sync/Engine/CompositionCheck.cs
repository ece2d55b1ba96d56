namespace RetailConnect.Sync.Engine;

/// <summary>Checks that each sync's connections exist and can do what the sync needs.</summary>
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
}
