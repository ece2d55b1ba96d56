using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests.Conformance;

/// <summary>Brings the connector of the general journal on the simulated ERP.</summary>
internal sealed class PayoutsHarness : IConnectorHarness
{
    private static readonly BusinessCentralSettings Erp = new();
    private static readonly Uri Address = new($"http://{SandboxVendor.Address.Host}/");

    public IReadOnlyList<string> Secrets => [Erp.ClientSecret];

    public string? RequestIdHeader => "request-id";

    public string? Lacks(ConnectorAbility ability, EntityType? type) => ability is ConnectorAbility.Webhooks or ConnectorAbility.SignedBodies or ConnectorAbility.SignedTimes ? "Payouts are only written." : null;

    public Connection Open(ConformanceHost host) => host.Open<BusinessCentralPayoutsConnector, BusinessCentralOptions>(new()
    {
        BaseAddress = Address, TokenAddress = Address, AadTenant = Erp.Tenant, Environment = Erp.Environment, CompanyId = Erp.CompanyId, ClientId = Erp.ClientId, ClientSecret = Erp.ClientSecret,
        PayoutJournal = PayoutsVendor.Journal, PayoutBankAccount = "GIRO", PayoutClearingAccount = "2930", PayoutFeeAccount = "6850", PayoutDisputeAccount = "6860", PayoutAdjustmentAccount = "6870", PageSize = 50,
    });

    public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => new(new PayoutsVendor(host, Erp));
}
