using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Connectors.BusinessCentral.Payments;

namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>Connects the payment journals of Business Central: payments of posted orders in, and shown for comparisons. It is a connection of its own beside that of the documents, because an order's document does not wait for its posting.</summary>
public sealed class BusinessCentralPaymentsConnector : IConnector<BusinessCentralOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "business-central-payments";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<BusinessCentralOptions> connector)
    {
        connector.AddValidator<BusinessCentralOptionsValidator>().AddValidator<BusinessCentralRules>().AddValidator<PaymentRules>();
        BusinessCentralClients.Add(connector);
        connector.Services.AddSingleton<Addresses>().AddSingleton<Paging>().AddSingleton<DocumentFinder>().AddSingleton<JournalFinder>().AddSingleton<InvoiceFinder>().AddSingleton<Settlements>();
        connector.AddSink<Order, PaymentSink>(WriteProof.LookUp, parallel: BusinessCentralClients.SharingLookUps).AddKeyedSnapshot<Order, PaymentSnapshot>(PaymentSnapshot.Fields, PaymentSnapshot.AtOnce);
    }
}
