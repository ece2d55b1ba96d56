using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect.Core.Tests;

public sealed class TenantBuilderTests
{
    private readonly RetailConnectBuilder retail = new(new ServiceCollection());

    [Fact]
    public void A_tenant_is_only_a_description()
    {
        retail.AddTenant("northwind", tenant => tenant
            .AddConnection<ProbeConnector, ProbeOptions>("erp", options => options.ApiKey = "0123456789")
            .AddSync(Sync("catalog"))
            .MapLocation("erp", "L1", "LONDON"));
        var definition = Assert.Single(retail.Tenants);
        Assert.Equal("northwind", definition.Id.Value);
        var connection = Assert.Single(definition.Connections);
        Assert.Equal(("erp", "probe"), (connection.Name, connection.System));
        Assert.Equal("0123456789", Assert.IsType<ProbeOptions>(connection.Options).ApiKey);
        Assert.DoesNotContain("0123456789", connection.ToString(), StringComparison.Ordinal);
        Assert.Equal("catalog", Assert.Single(definition.Syncs).Name);
        Assert.Equal(new LocationMapping("erp", "L1", "LONDON"), Assert.Single(definition.Locations));
    }

    [Fact]
    public void A_kit_is_what_it_is_made_of_and_is_described_once()
    {
        retail.AddTenant("northwind", tenant => tenant.AddKit("GIFT-BOX", new(new("1000-01"), 1) { Weight = 39.90m }, new(new("1000-02"), 2)));
        var kit = Assert.Single(Assert.Single(retail.Tenants).Kits);
        Assert.Equal([("1000-01", 1, 39.90m), ("1000-02", 2, 1m)], kit.Components.Select(part => (part.Sku.Value, part.Units.Value, part.Weight)));
        Assert.Contains("'GIFT-BOX'", Assert.Throws<InvalidOperationException>(() => retail.AddTenant("contoso", tenant => tenant.AddKit("GIFT-BOX").AddKit("GIFT-BOX"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_connections_of_one_name_are_refused_with_both_names()
    {
        var error = Assert.Throws<InvalidOperationException>(() => retail.AddTenant("northwind", tenant => tenant
            .AddConnection<ProbeConnector, ProbeOptions>("erp", _ => { }).AddConnection<ProbeConnector, ProbeOptions>("erp", _ => { })));
        Assert.Contains("'northwind'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'erp'", error.Message, StringComparison.Ordinal);
        Assert.Empty(retail.Tenants);
    }

    [Fact]
    public void Two_syncs_of_one_name_are_refused_with_both_names()
    {
        var error = Assert.Throws<InvalidOperationException>(() => retail.AddTenant("northwind", tenant => tenant.AddSync(Sync("orders")).AddSync(Sync("orders"))));
        Assert.Contains("'northwind'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'orders'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tenants_of_one_name_are_refused()
    {
        retail.AddTenant("northwind", _ => { });
        Assert.Contains("'northwind'", Assert.Throws<InvalidOperationException>(() => retail.AddTenant("northwind", _ => { })).Message, StringComparison.Ordinal);
        retail.AddTenant("contoso", tenant => tenant.AddConnection<ProbeConnector, ProbeOptions>("erp", _ => { }));
        Assert.Equal(2, retail.Tenants.Count);
    }

    private static SyncDefinition Sync(string name) => new() { Name = name, Type = EntityType.Product, From = ["erp"], To = ["web"], Options = new ProbeSync() };

    private sealed class ProbeSync : SyncOptions;
}
