namespace RetailConnect.Sync.Engine;

/// <summary>The tenants that were composed in code.</summary>
internal sealed class FixedTenantCatalog(IReadOnlyList<TenantDefinition> tenants) : ITenantCatalog
{
    public ValueTask<IReadOnlyList<TenantDefinition>> ListAsync(CancellationToken cancellationToken) => new(tenants);
}
