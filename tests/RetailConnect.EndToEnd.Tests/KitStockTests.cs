using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using static RetailConnect.EndToEnd.Tests.KitRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A kit is on sale as often as its scarcest part makes it, in every channel, at once.</summary>
public sealed class KitStockTests
{
    [Fact]
    [Cites("oversell: what one channel sold the others still offer", "openlinker#2623", "openlinker#2591", "nopCommerce#8085")]
    public async Task Selling_kits_takes_their_parts_off_sale_in_all_channels_before_the_ERP_knows()
    {
        await using var retailer = Create(wire: (_, inner) => new ClosedBooks { InnerHandler = inner });
        await retailer.RunAsync(async () =>
        {
            var (shirts, socks) = (retailer.Erp(Shirt, Store), retailer.Erp(Sock, Store));
            retailer.Sell(Trio, 3);
            await retailer.UntilAsync(() => retailer.Shop(Sock, Store) == socks - 6 && retailer.Pos(Sock) == socks - 6 && retailer.Shop(Shirt, Store) == shirts - 3);
            await retailer.UntilAsync(() => retailer.Shop(Trio, Store) == Math.Floor(Math.Min(shirts - 3, (socks - 6) / 2)) && retailer.Pos(Trio) == retailer.Shop(Trio, Store));
            await retailer.UntilAsync(() => retailer.Shop(Box, Store) == Least(retailer, Store, Hat, Scarf, socks - 6));
            Assert.Empty(retailer.Sandbox.BusinessCentral.Documents);
        });
    }

    [Fact]
    [Cites("oversell: a bundle whose last part was sold", "openlinker#2623")]
    public async Task Selling_the_last_part_alone_takes_every_kit_with_it_off_sale()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            retailer.Recount(Sock, 3);
            await retailer.QuietAsync();
            Assert.Equal((1m, 3m, 3m), (retailer.Shop(Trio), retailer.Shop(Pair), retailer.Shop(Sock)));
            await retailer.OrderedAsync((Sock, 2, 0m));
            Assert.Equal((0m, 1m, 1m), (retailer.Shop(Trio), retailer.Shop(Pair), retailer.Shop(Sock)));
            await retailer.OrderedAsync((Pair, 1, 0m));
            Assert.Equal((0m, 0m, 0m, 0m), (retailer.Shop(Trio), retailer.Shop(Pair), retailer.Shop(Box), retailer.Shop(Sock)));
            await retailer.ProvenAsync();

            retailer.Recount(Sock, 5);
            await retailer.QuietAsync();
            Assert.Equal((2m, 5m), (retailer.Shop(Trio), retailer.Shop(Pair)));
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("false zero: stock that nobody observed", "woocommerce-square PR#529")]
    public async Task A_kit_with_a_part_of_unknown_stock_stays_as_it_is()
    {
        IReadOnlyList<Sandbox.Retail.RetailKit> kits = [new(Trio, [new(Shirt, 1)])];
        await using var retailer = Create(With(() => kits));
        await retailer.RunAsync(async () =>
        {
            retailer.Sandbox.BusinessCentral.AddItem("RIBBON", "Ribbon", 1m, 1m, []);
            await retailer.QuietAsync();
            var offered = retailer.Shop(Trio);
            Assert.True(offered > 1);
            kits = [new(Trio, [new(Shirt, 1), new("RIBBON", 1)])];
            await retailer.RestartAsync();
            retailer.Recount(Shirt, 1);
            await retailer.QuietAsync();
            Assert.Equal((offered, 1m), (retailer.Shop(Trio), retailer.Shop(Shirt)));
            Assert.Equal(0, (await retailer.CompareAsync("web")).Drifts);

            retailer.Sandbox.BusinessCentral.MoveStock("RIBBON", "", Warehouse, 9);
            await retailer.QuietAsync();
            Assert.Equal(1m, retailer.Shop(Trio));
        });
    }

    [Fact]
    [Cites("false zero: a bundle has no stock of its own", "woocommerce-square PR#529", "BCApps#8396")]
    public async Task What_the_ERP_says_of_a_kits_own_stock_means_nothing()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            retailer.Sandbox.BusinessCentral.MoveStock(Trio, "", Warehouse, 500);
            await retailer.QuietAsync();
            await retailer.ProvenAsync();
            retailer.Sandbox.BusinessCentral.MoveStock(Trio, "", Warehouse, -500);
            await retailer.QuietAsync();
            Assert.True(retailer.Shop(Trio) > 0);
            await retailer.ProvenAsync();
        });
    }

    [Theory]
    [InlineData("web")]
    [InlineData("pos")]
    [Cites("drift that nobody sees", "BCApps PR#10092")]
    public async Task A_kit_that_was_counted_by_hand_is_found_and_repaired(string channel)
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var place = channel is "web" ? retailer.Web(Warehouse).Name : "Store 1";
            var before = channel is "web" ? retailer.Shop(Trio) : retailer.Pos(Trio);
            ComparedRetailer.Count(retailer, channel, Trio, place, 77);
            var found = await retailer.CompareAsync(channel);
            var item = Assert.Single(found.Discrepancies);
            Assert.Equal((DiscrepancyState.Drift, "changed-in-target"), (item.State, item.Reason));
            Assert.Equal(("77", before!.Value.ToString("0", System.Globalization.CultureInfo.InvariantCulture)), (item.Fields.Single().Actual, item.Fields.Single().Expected));
            var reconciliation = retailer.Host.GetRequiredService<IReconciliation>();
            await reconciliation.RepairAsync(reconciliation.Plan(found), CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal(0, (await retailer.CompareAsync(channel)).Found);
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("oversell: a stock write that lands on a sale", "openlinker#2591", "nopCommerce#8085")]
    public async Task A_sale_between_the_look_and_the_write_is_not_lost()
    {
        RetailerInProcess? shop = null;
        var sold = 0;
        var sale = new BeforeStockWrite(() =>
        {
            if (shop is not null && sold++ < 3 && shop.Shop(Trio) > 0)
            {
                shop.Order((Trio, 1, 0m));
            }
        });
        await using var retailer = Create(wire: (system, inner) => system is "shopify" ? sale.Over(inner) : inner);
        await retailer.RunAsync(async () =>
        {
            retailer.Recount(Sock, 9);
            await retailer.QuietAsync();
            shop = retailer;
            retailer.Recount(Sock, 21);
            await retailer.QuietAsync();
            Assert.True(sold > 3);
            Assert.Equal(15m, retailer.Erp(Sock));
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("how long what was sold is still offered elsewhere", "openlinker#2623")]
    public async Task How_long_other_channels_offer_what_was_sold_is_measured()
    {
        using var figures = new SyncFigures();
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            retailer.Sell(Hat, 1);
            var (began, hats) = (retailer.Time.GetUtcNow(), retailer.Shop(Hat, Store));
            await retailer.UntilAsync(() => retailer.Shop(Hat, Store) == hats - 1);
            var took = retailer.Time.GetUtcNow() - began;
            await retailer.QuietAsync();
            Assert.Equal(1, figures.Exposure.Sold);
            Assert.InRange(figures.Exposure.P50Ms!.Value, 1, took.TotalMilliseconds + 200);

            // Of a kit each part is one, also where it was sold.
            retailer.Sell(Trio, 1);
            await retailer.QuietAsync();
            Assert.Equal(3, figures.Exposure.Sold);
        });
    }

    [Fact]
    [Cites("kits that are told while the host runs")]
    public async Task A_partners_source_of_kits_is_asked_again_and_one_bad_kit_spoils_no_other()
    {
        var source = new Told { Kits = [new(new(Pair), [new(new(Sock), 1), new(new(Hat), 1)]), new(new(Trio), [new(new(Shirt), 2)])] };
        await using var retailer = Create((tenant, vendors) => Northwind.Compose(tenant, vendors with { Kits = [] }), configure: retail => retail.Services.AddSingleton<IKitSource>(source));
        await retailer.RunAsync(async () =>
        {
            source.Kits = [.. source.Kits.Take(1), new(new(Trio), [new(new(Trio), 1)])];
            await Task.Delay(TimeSpan.FromMinutes(2), retailer.Time);
            var (bad, good) = (retailer.Order((Trio, 1, 0m)), retailer.Order((Pair, 2, 0m)));
            await retailer.QuietAsync();
            Assert.Equal([(Sock, 2), (Hat, 2)], Held(retailer.Document(good.Reference())));
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal(Reasons.UnknownKitComponent, letter.Reason);
            Assert.Contains("made of itself", letter.Detail, StringComparison.Ordinal);

            source.Kits = [.. source.Kits.Take(1), new(new(Trio), [new(new(Shirt), 1)])];
            source.Fails = true;
            await Task.Delay(TimeSpan.FromMinutes(2), retailer.Time);
            var other = await retailer.OrderedAsync((Pair, 1, 0m));
            Assert.Equal([(Sock, 1), (Hat, 1)], Held(retailer.Document(other.Reference())));

            source.Fails = false;
            await Task.Delay(TimeSpan.FromMinutes(2), retailer.Time);
            await retailer.Engine.ReplayAsync(RetailerInProcess.Tenant, [letter.Envelope], CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal([(Shirt, 1)], Held(retailer.Document(bad.Reference())));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Fact]
    [Cites("what is not known is waited for, not guessed", "woocommerce-square PR#529")]
    public async Task As_long_as_nobody_has_told_the_kits_sales_and_stock_wait()
    {
        var source = new Told { Kits = [new(new(Pair), [new(new(Sock), 1), new(new(Hat), 1)])], Fails = true };
        await using var retailer = Create((tenant, vendors) => Northwind.Compose(tenant, vendors with { Kits = [] }), configure: retail => retail.Services.AddSingleton<IKitSource>(source));
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(12), async () =>
        {
            await retailer.StartHostAsync();
            await Task.Delay(TimeSpan.FromMinutes(3), retailer.Time);
            Assert.All(retailer.Sandbox.Shopify.Levels, level => Assert.Equal(0, level.Available));
            source.Fails = false;
            await retailer.QuietAsync();
            Assert.Equal(Math.Min(retailer.Erp(Sock), retailer.Erp(Hat)), retailer.Shop(Pair));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    private static decimal Least(RetailerInProcess retailer, string code, string one, string other, decimal third) => Math.Min(third, Math.Min(retailer.Erp(one, code), retailer.Erp(other, code)));

    /// <summary>Takes no document.</summary>
    private sealed class ClosedBooks : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Post && request.RequestUri!.Host == "erp.example" && (request.RequestUri.AbsolutePath.EndsWith("/salesOrders", StringComparison.Ordinal) || request.RequestUri.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
                ? throw new HttpRequestException("The books are closed.") : base.SendAsync(request, cancellationToken);
    }

    private sealed class BeforeStockWrite(Action happens)
    {
        public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(happens) { InnerHandler = inner };

        private sealed class Handler(Action happens) : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (request.Content is { } content && (await content.ReadAsStringAsync(cancellationToken)).Contains("inventorySetQuantities", StringComparison.Ordinal))
                {
                    happens();
                }

                return await base.SendAsync(request, cancellationToken);
            }
        }
    }

    private sealed class Told : IKitSource
    {
        public IReadOnlyList<Kit> Kits { get; set; } = [];

        public bool Fails { get; set; }

        public ValueTask<IReadOnlyList<Kit>> ListAsync(TenantId tenant, CancellationToken cancellationToken) => Fails ? throw new TimeoutException() : new(Kits);
    }
}
