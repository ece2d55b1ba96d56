using RetailConnect.Connectors.Square.Loyalty;
using RetailConnect.Sandbox.Square;
using RetailConnect.Testing;

namespace RetailConnect.Connectors.Square.Tests.Conformance;

/// <summary>Brings the loyalty connector on the simulated seller.</summary>
internal sealed class SquareLoyaltyHarness : IConnectorHarness
{
    private static readonly SquareSettings Seller = new();

    /// <summary>The simulators give their first location the same id.</summary>
    private volatile string location = "not-opened-yet";

    public IReadOnlyList<string> Secrets => [Seller.ClientSecret, Seller.RefreshToken];

    public string? RequestIdHeader => "square-request-id";

    public string? Lacks(ConnectorAbility ability, EntityType? type) => null;

    public Connection Open(ConformanceHost host) => host.Open<SquareLoyaltyConnector, SquareLoyaltyOptions>(new()
    {
        BaseAddress = SandboxVendor.Address, ClientId = Seller.ClientId, ClientSecret = Seller.ClientSecret, RefreshToken = Seller.RefreshToken, LocationId = location,
    });

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken)
    {
        var vendor = new SquareLoyaltyVendor(host, Seller);
        location = vendor.Location;
        return new(vendor);
    }
}
