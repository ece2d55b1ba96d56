namespace RetailConnect;

/// <summary>Supplies the tenants; from code, or from a database so that they come and go at run time.</summary>
public interface ITenantCatalog
{
    /// <summary>Lists the tenants.</summary>
    ValueTask<IReadOnlyList<TenantDefinition>> ListAsync(CancellationToken cancellationToken);
}
