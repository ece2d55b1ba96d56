using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests.Conformance;

/// <summary>Brings the connector on the simulated ERP.</summary>
internal sealed class BusinessCentralHarness : IConnectorHarness
{
    private const string ClientState = "a-secret-that-only-the-erp-knows";
    private static readonly BusinessCentralSettings Erp = new();

    /// <summary>The simulator names next pages by this scheme.</summary>
    private static readonly Uri Address = new($"http://{SandboxVendor.Address.Host}/");

    public IReadOnlyList<string> Secrets => [Erp.ClientSecret, ClientState];

    public string? RequestIdHeader => "request-id";

    public string? Lacks(ConnectorAbility ability, EntityType? type) => (ability, type?.Name) switch
    {
        (ConnectorAbility.ChangedEntities, "location" or "shipment") => "The simulator changes none that is there.",
        (ConnectorAbility.UnknownValues, "location" or "stock-level" or "shipment") => "The answers hold no word of a vocabulary.",
        (ConnectorAbility.SignedBodies, _) => "Business Central signs nothing: a notice is known by the client state that it repeats.",
        (ConnectorAbility.SignedTimes, _) => "Business Central signs nothing, and no time.",
        _ => null,
    };

    public Connection Open(ConformanceHost host) => host.Open<BusinessCentralConnector, BusinessCentralOptions>(new()
    {
        BaseAddress = Address, TokenAddress = Address, AadTenant = Erp.Tenant, Environment = Erp.Environment, CompanyId = Erp.CompanyId, ClientId = Erp.ClientId, ClientSecret = Erp.ClientSecret,
        WalkInCustomerNumber = "WALKIN", ShippingAccount = "6810", TipAccount = "6820", RoundingAccount = "6830", GiftCardAccount = "2910", TaxAccount = "2920", CustomAccount = "6840", WebhookClientState = ClientState, PageSize = 50, ReadPictures = true,
    });

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => new(new BusinessCentralVendor(host, Erp));
}
