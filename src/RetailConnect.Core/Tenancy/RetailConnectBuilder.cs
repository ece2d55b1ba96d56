using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect;

/// <summary>Composes RetailConnect in a host. Storage packages add <c>UseX</c> methods.</summary>
public sealed class RetailConnectBuilder
{
    private readonly List<TenantDefinition> tenants = [];

    /// <summary>Begins a composition.</summary>
    public RetailConnectBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Address under which the vendors reach this host, for example <c>https://sync.partner.example</c>; null when webhooks are not used.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>Bounds of the recovery policy.</summary>
    public RecoveryOptions Recovery { get; } = new();

    /// <summary>The connectors that were named.</summary>
    public ConnectorRegistry Registry { get; } = new();

    /// <summary>The tenants that were added.</summary>
    public IReadOnlyList<TenantDefinition> Tenants => tenants;

    /// <summary>Adds a tenant.</summary>
    /// <exception cref="InvalidOperationException">There already is a tenant of that name.</exception>
    public RetailConnectBuilder AddTenant(string id, Action<TenantBuilder> configure)
    {
        if (tenants.Any(tenant => tenant.Id.Value == id))
        {
            throw new InvalidOperationException($"There are two tenants named '{id}'.");
        }

        var builder = new TenantBuilder(new TenantId(id), Registry);
        configure(builder);
        tenants.Add(builder.Build());
        return this;
    }
}
