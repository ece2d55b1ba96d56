using QuickStart;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What was handed over is invoiced at once where the retailer wants it, and once.</summary>
public sealed class InvoicingTests
{
    [Fact]
    [Cites("store sales in the books the same day")]
    public async Task A_store_sale_is_a_posted_invoice_and_a_web_order_waits_for_the_warehouse()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var sale = Sell(retailer);
            var order = await retailer.BuyAsync(retailer.Basket());
            Assert.True(Posted(retailer, sale).Posted);
            Assert.False(retailer.Document(order)!.Posted);
            Assert.Equal(sale.Total, Posted(retailer, sale).Total);
            await retailer.SettledAsync();
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Cites("store sales in the books the same day", "woocommerce-square#486")]
    public async Task A_lost_answer_invoices_nothing_twice(bool arrives)
    {
        var cut = new CutCall("Microsoft.NAV.shipAndInvoice", arrives);
        await using var retailer = Create(cut.Over);
        await retailer.RunAsync(async () =>
        {
            var sale = Sell(retailer);
            await retailer.QuietAsync();
            Assert.True(cut.WasCut);
            Assert.True(Posted(retailer, sale).Posted);
            Assert.Single(retailer.Sandbox.BusinessCentral.Documents);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("store sales in the books the same day", "BCApps#8554")]
    public async Task What_the_store_takes_back_is_a_posted_credit_memo()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var sale = Sell(retailer);
            await retailer.QuietAsync();
            var line = sale.Lines[0];
            retailer.Sandbox.Square.TakeBack(new StoreReturn(sale.Location, sale.Id, null, [(line.Sku, 1, line.UnitPrice)]));
            await retailer.QuietAsync();
            var memo = Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
            Assert.True(memo.Posted);
            await retailer.SettledAsync();
        });
    }

    private static RetailerInProcess Create(Func<HttpMessageHandler, HttpMessageHandler>? erp = null) => new(Retailers.Small)
    {
        Wire = (system, inner) => system == "business-central" && erp is not null ? erp(inner) : inner,
        Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static options => (options.InvoiceCompleted, options.PostCreditMemos) = (true, true)),
    };

    private static PosOrder Sell(RetailerInProcess retailer)
    {
        var location = retailer.Sandbox.Square.Locations[0];
        var sku = retailer.Sandbox.Square.Counts.Where(count => count.Quantity > 5).Select(count => count.Sku).Distinct().Order(StringComparer.Ordinal).First(sku => retailer.Sandbox.Square.Look(sku, location) is { Quantity: > 5 });
        return retailer.Sandbox.Square.Sell(new StoreSale(location, null, [(sku, 2, 0m)], 0m, Cash: false));
    }

    private static ErpDocument Posted(RetailerInProcess retailer, PosOrder sale) => retailer.Sandbox.BusinessCentral.Documents.Single(document => document.Reference == CanonicalIds.Of("pos", sale.Id).Value && !document.CreditMemo);

    /// <summary>Cuts the first call of a kind, before it arrives or after.</summary>
    private sealed class CutCall(string call, bool arrives)
    {
        private int calls;

        public bool WasCut => calls > 0;

        public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

        private sealed class Handler(CutCall cut) : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (!request.RequestUri!.AbsolutePath.Contains(cut.Call, StringComparison.Ordinal) || Interlocked.Increment(ref cut.calls) > 1)
                {
                    return await base.SendAsync(request, cancellationToken);
                }

                using var answer = cut.Arrives ? await base.SendAsync(request, cancellationToken) : null;
                throw new HttpRequestException("The connection was cut.");
            }
        }

        private string Call => call;

        private bool Arrives => arrives;
    }
}
