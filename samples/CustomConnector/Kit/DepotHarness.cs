using CustomConnector.Depot;
using CustomConnector.StandIn;
using RetailConnect.Testing;

namespace CustomConnector.Kit;

/// <summary>Brings the connector to the kit. Each lack is a check that is not made, so it needs a reason that holds for the vendor.</summary>
internal sealed class DepotHarness : IConnectorHarness
{
    public IReadOnlyList<string> Secrets => [DepotStandIn.ApiKey, EventPost.Secret];

    public string? RequestIdHeader => DepotStandIn.RequestId;

    public string? Lacks(ConnectorAbility ability, EntityType? type) => ability is ConnectorAbility.ExpiringTokens ? "A key of the Depot does not expire." : null;

    public Connection Open(ConformanceHost host) =>
        host.Open<DepotConnector, DepotOptions>(new() { BaseAddress = new("https://northwind.depot.example/"), ApiKey = DepotStandIn.ApiKey, WebhookSecret = EventPost.Secret });

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => new(new DepotVendor(host.Time));
}
