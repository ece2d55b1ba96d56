using System.Text.Json.Nodes;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Testing;

namespace RetailConnect.Connectors.BusinessCentral.Tests.Conformance;

/// <summary>The simulated ERP, which has posted the orders whose payments come in.</summary>
internal sealed class PaymentsVendor : BusinessCentralVendor
{
    public const string Journal = "WEB";
    private readonly HashSet<int> posted = [];

    public PaymentsVendor(ConformanceHost host, BusinessCentralSettings erp)
        : base(host, erp) => Sandbox.BusinessCentral.AddPaymentJournal(Journal, "2920");

    public override async ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        var order = (Order)await base.SampleAsync(type, number, cancellationToken);
        if (posted.Add(number))
        {
            await CallAsync(HttpMethod.Post, "salesOrders", new JsonObject
            {
                ["externalDocumentNumber"] = CanonicalIds.Of(ConformanceHost.Origin, order.Id).Value, ["orderDate"] = "2026-11-23", ["customerNumber"] = "WALKIN", ["pricesIncludeTax"] = true,
                ["salesOrderLines"] = new JsonArray(new JsonObject { ["lineType"] = "Item", ["lineObjectNumber"] = NumberOf(1), ["quantity"] = 3, ["unitPrice"] = UnitPrice }),
            }, cancellationToken);
            Sandbox.BusinessCentral.PostSomething(0);
        }

        return order with { Payments = [new("P1", PaymentKind.Card, order.Total, "shopify_payments")] };
    }

    public override ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
    {
        var total = ((Order)(object)envelope.Value).Total.Shop.Amount;
        var held = Sandbox.BusinessCentral.Payments.Where(payment => payment.Reference == envelope.Canonical.Value).ToList();
        return new(new VendorEffect(held.Count, held.All(payment => payment.Amount == -total && payment.Invoice.Length > 0) ? null : $"amount or invoice of {string.Join(", ", held)}"));
    }
}
