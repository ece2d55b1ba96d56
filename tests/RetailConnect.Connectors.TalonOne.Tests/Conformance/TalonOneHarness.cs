using RetailConnect.Sandbox.TalonOne;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests.Conformance;

/// <summary>Brings the connector on the simulated loyalty engine.</summary>
/// <param name="holds">True where carts are held at checkout.</param>
internal sealed class TalonOneHarness(bool holds = false) : IConnectorHarness
{
    private static readonly TalonOneSettings Club = new();

    public IReadOnlyList<string> Secrets => [Club.ApiKey];

    public string? RequestIdHeader => "X-Request-Id";

    public string? Lacks(ConnectorAbility ability, EntityType? type) => ability is ConnectorAbility.ExpiringTokens ? "A key of the Integration API does not expire." : null;

    public Connection Open(ConformanceHost host) => host.Open<TalonOneConnector, TalonOneOptions>(new() { BaseAddress = SandboxVendor.Address, ApiKey = Club.ApiKey, LoyaltyProgramId = Club.ProgramId, HoldsAtCheckout = holds });

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => new(new TalonOneVendor(host, Club));
}
