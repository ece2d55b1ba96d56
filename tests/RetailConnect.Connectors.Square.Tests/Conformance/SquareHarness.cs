using RetailConnect.Sandbox.Square;
using RetailConnect.Testing;

namespace RetailConnect.Connectors.Square.Tests.Conformance;

/// <summary>Brings the connector on the simulated seller.</summary>
internal sealed class SquareHarness : IConnectorHarness
{
    private const string Final = "The simulator changes none that is there.";
    private static readonly SquareSettings Seller = new();

    public IReadOnlyList<string> Secrets => [Seller.ClientSecret, Seller.RefreshToken, Seller.SignatureKey];

    public string? RequestIdHeader => "square-request-id";

    public string? Lacks(ConnectorAbility ability, EntityType? type) => (ability, type?.Name) switch
    {
        (ConnectorAbility.ChangedEntities, "location" or "order" or "return") => Final,
        (ConnectorAbility.UnknownValues, "stock-level") => "The only word in a count is the state that was asked for.",
        (ConnectorAbility.SignedTimes, _) => "Square signs address and body, and no time.",
        _ => null,
    };

    public Connection Open(ConformanceHost host)
    {
        var options = new SquareOptions
        {
            BaseAddress = SandboxVendor.Address, ClientId = Seller.ClientId, ClientSecret = Seller.ClientSecret, RefreshToken = Seller.RefreshToken, WebhookSignatureKey = Seller.SignatureKey,
        };
        options.Attributes["material"] = new("fabric");
        return host.Open<SquareConnector, SquareOptions>(options);
    }

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => new(new SquareVendor(host, Seller));
}
