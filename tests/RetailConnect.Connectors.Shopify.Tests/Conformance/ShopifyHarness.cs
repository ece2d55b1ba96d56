using RetailConnect.Sandbox.Shopify;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests.Conformance;

/// <summary>Brings the connector on the simulated shop.</summary>
internal sealed class ShopifyHarness : IConnectorHarness
{
    private static readonly ShopifySettings Shop = new();

    public IReadOnlyList<string> Secrets => [Shop.ClientSecret];

    public string? RequestIdHeader => "X-Request-Id";

    public string? Lacks(ConnectorAbility ability, EntityType? type) => (ability, type?.Name) switch
    {
        (ConnectorAbility.ChangedEntities, "location" or "return") => "The simulator changes none that is there.",
        (ConnectorAbility.UnknownValues, "location" or "stock-level" or "customer" or "return") => "The connector asks for no word of a vocabulary.",
        (ConnectorAbility.SignedTimes, _) => "Shopify signs the body alone; what is old is known by its content.",
        _ => null,
    };

    public Connection Open(ConformanceHost host)
    {
        var options = new ShopifyOptions { Shop = SandboxVendor.Address, ClientId = Shop.ClientId, ClientSecret = Shop.ClientSecret, RestoreRate = 1000 };
        options.Attributes["material"] = new("custom", "material", "single_line_text_field");
        options.Attributes["weight"] = new("custom", "weight", "number_decimal");
        return host.Open<ShopifyConnector, ShopifyOptions>(options);
    }

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => new(new ShopifyVendor(host, Shop));
}
