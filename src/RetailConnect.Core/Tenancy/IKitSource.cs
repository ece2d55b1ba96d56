namespace RetailConnect;

/// <summary>Tells what tenants' kits are made of, where it is not written in their definitions. A partner implements it and adds it to the host's services.</summary>
/// <remarks>
/// Called from several threads, about once a minute for each tenant. An order keeps what its kits were made of when it was first accepted, so an answer counts for orders that are accepted after it.
/// While it throws, the last answer counts; as long as there was none, orders, returns and stock levels wait.
/// </remarks>
public interface IKitSource
{
    /// <summary>Lists all kits of a tenant; empty when it has none. One that makes no sense parks the orders that sell it, and nothing else.</summary>
    ValueTask<IReadOnlyList<Kit>> ListAsync(TenantId tenant, CancellationToken cancellationToken);
}
