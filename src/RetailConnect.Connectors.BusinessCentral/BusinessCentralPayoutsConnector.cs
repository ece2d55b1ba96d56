using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Payouts;

namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>Connects a general journal of Business Central: payouts in, and shown for comparisons. It is a connection of its own, so that several journals or bank accounts are several connections.</summary>
public sealed class BusinessCentralPayoutsConnector : IConnector<BusinessCentralOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "business-central-payouts";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<BusinessCentralOptions> connector)
    {
        connector.AddValidator<BusinessCentralOptionsValidator>().AddValidator<BusinessCentralRules>().AddValidator<PayoutRules>();
        BusinessCentralClients.Add(connector);
        connector.Services.AddSingleton<Addresses>().AddSingleton<Paging>().AddSingleton<GeneralJournals>().AddSingleton<PayoutAccounts>();

        // Lines get their numbers from Business Central, which gives two that come at once the same.
        connector.AddSink<Payout, PayoutSink>(WriteProof.LookUp, parallel: 1).AddKeyedSnapshot<Payout, PayoutSnapshot>(PayoutSnapshot.Fields, PayoutSnapshot.AtOnce);
    }
}
