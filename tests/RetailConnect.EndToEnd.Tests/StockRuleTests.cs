using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using static RetailConnect.EndToEnd.Tests.KitRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What is kept back, what several places have together, and what a partner computes.</summary>
public sealed class StockRuleTests
{
    [Fact]
    [Cites("buffers by rule instead of one number", "nopCommerce#8085")]
    public async Task A_rule_keeps_units_back_where_it_fits_and_in_the_kits_that_need_them()
    {
        await using var retailer = Create(Stock(options =>
        {
            options.SafetyBuffer = 1;
            options.Buffers.Add(new BufferRule(4) { Channel = "web", Location = Warehouse, Sku = "1000-*" });
            options.Buffers.Add(new BufferRule(0) { Channel = "pos" });
        }));
        await retailer.RunAsync(async () =>
        {
            Assert.Equal((retailer.Erp(Sock) - 4, retailer.Erp("1001-01") - 1), (retailer.Shop(Sock), retailer.Shop("1001-01")));
            Assert.Equal((retailer.Erp(Sock, Store) - 1, retailer.Erp(Sock, Store)), (retailer.Shop(Sock, Store), retailer.Pos(Sock)));
            retailer.Recount(Sock, 9);
            await retailer.QuietAsync();
            Assert.Equal((5m, 2m), (retailer.Shop(Sock), retailer.Shop(Trio)));
            retailer.Recount(Sock, 3);
            await retailer.QuietAsync();
            Assert.Equal((0m, 0m), (retailer.Shop(Sock), retailer.Shop(Trio)));
            Assert.Equal((0, 0), ((await retailer.CompareAsync("web")).Found, (await retailer.CompareAsync("pos")).Found));
        });
    }

    [Fact]
    [Cites("stock of several locations sold as one", "openlinker#2623")]
    public async Task A_shop_that_ships_from_two_places_offers_both_and_hears_of_sales_at_either()
    {
        await using var retailer = Create(Stock(options => options.Groups.Add(new LocationGroup("web", Warehouse, [Warehouse, Store]))));
        await retailer.RunAsync(async () =>
        {
            Assert.Equal(retailer.Erp(Hat) + retailer.Erp(Hat, Store), retailer.Shop(Hat));
            Assert.Equal((retailer.Erp(Hat, Store), retailer.Erp(Hat, Store)), (retailer.Shop(Hat, Store), retailer.Pos(Hat)));
            var (hats, socks) = (retailer.Shop(Hat)!.Value, retailer.Shop(Sock)!.Value);
            retailer.Sell(Hat, 2);
            retailer.Sell(Trio, 1);
            await retailer.UntilAsync(() => retailer.Shop(Hat) == hats - 2 && retailer.Shop(Sock) == socks - 2);
            await retailer.OrderedAsync((Hat, 1, 0m));
            Assert.Equal((hats - 3, retailer.Erp(Hat, Store)), (retailer.Shop(Hat), retailer.Pos(Hat)));

            // A bundle may come from both.
            retailer.Recount(Sock, 1);
            retailer.Recount(Sock, 5, Store);
            await retailer.QuietAsync();
            Assert.Equal((3m, 2m), (retailer.Shop(Trio), retailer.Pos(Trio)));
            retailer.Recount(Sock, -4);
            await retailer.QuietAsync();
            Assert.Equal((1m, 0m), (retailer.Shop(Sock), retailer.Shop(Trio)));
            Assert.Equal((0, 0), ((await retailer.CompareAsync("web")).Found, (await retailer.CompareAsync("pos")).Found));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Fact]
    [Cites("a formula that nobody can change", "ALAppExtensions#28348")]
    public async Task A_partners_formula_decides_for_each_place_and_channel_and_what_it_does_not_know_is_left_alone()
    {
        await using var retailer = Create(Stock(options => options.Formula = new Cautious()));
        await retailer.RunAsync(async () =>
        {
            Assert.Equal((Math.Floor(retailer.Erp(Hat, Store) / 2), retailer.Erp(Hat, Store)), (retailer.Shop(Hat, Store), retailer.Pos(Hat)));
            Assert.Null(retailer.Pos(Scarf));
            Assert.Null(retailer.Pos(Box));
            retailer.Sell(Hat, 4);
            await retailer.QuietAsync();
            Assert.Equal(Math.Floor(retailer.Erp(Hat, Store) / 2), retailer.Shop(Hat, Store));
            Assert.Equal((0, 0), ((await retailer.CompareAsync("web")).Found, (await retailer.CompareAsync("pos")).Drifts));
        });
    }

    [Fact]
    [Cites("stock that is promised to somebody and sold to another", "openlinker#2591")]
    public async Task What_is_held_back_is_offered_nowhere_until_it_is_released_or_its_time_is_over()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var reservations = retailer.Host.GetRequiredService<IStockReservations>();
            retailer.Recount(Sock, 9);
            await retailer.QuietAsync();
            var until = retailer.Time.GetUtcNow() + TimeSpan.FromMinutes(10);
            await reservations.ReserveAsync(RetailerInProcess.Tenant, new("phone-1", new(Trio), Warehouse, 2, until), CancellationToken.None);
            await reservations.ReserveAsync(RetailerInProcess.Tenant, new("phone-1", new(Trio), Warehouse, 2, until), CancellationToken.None);
            await reservations.ReserveAsync(RetailerInProcess.Tenant, new("phone-2", new(Sock), Warehouse, 3, until.AddHours(1)), CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal((2m, 1m, 2m), (retailer.Shop(Sock), retailer.Shop(Trio), retailer.Shop(Pair)));
            Assert.Equal(retailer.Erp(Shirt) - 2, retailer.Shop(Shirt));
            Assert.Equal(0, (await retailer.CompareAsync("web")).Found);
            Assert.Equal(["phone-1", "phone-1", "phone-2"], (await reservations.ListAsync(RetailerInProcess.Tenant, CancellationToken.None)).Select(held => held.Id));

            Assert.True(await reservations.ReleaseAsync(RetailerInProcess.Tenant, "phone-2", CancellationToken.None));
            Assert.False(await reservations.ReleaseAsync(RetailerInProcess.Tenant, "phone-2", CancellationToken.None));
            await retailer.QuietAsync();
            Assert.Equal(5m, retailer.Shop(Sock));

            // A host that was away when the time was over finds it when it comes back.
            await retailer.BuryHostAsync();
            await Task.Delay(TimeSpan.FromMinutes(15), retailer.Time);
            await retailer.StartHostAsync();
            await retailer.UntilAsync(() => retailer.Shop(Sock) == 9);
            await retailer.QuietAsync();
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("oversold stock", "openlinker#2623")]
    public async Task Many_reservations_of_kits_that_end_at_once_free_all_of_their_parts()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var reservations = retailer.Host.GetRequiredService<IStockReservations>();
            retailer.Recount(Shirt, 500);
            retailer.Recount(Sock, 500);
            await retailer.QuietAsync();
            var until = retailer.Time.GetUtcNow() + TimeSpan.FromMinutes(5);
            for (var number = 0; number < 121; number++)
            {
                await reservations.ReserveAsync(RetailerInProcess.Tenant, new($"phone-{number}", new(Trio), Warehouse, 1, until), CancellationToken.None);
            }

            await retailer.QuietAsync();
            Assert.Equal((379m, 258m), (retailer.Shop(Shirt), retailer.Shop(Sock)));
            await Task.Delay(TimeSpan.FromMinutes(6), retailer.Time);
            await retailer.QuietAsync();
            Assert.Equal((500m, 500m), (retailer.Shop(Shirt), retailer.Shop(Sock)));
        });
    }

    [Fact]
    [Cites("what makes no sense is refused")]
    public async Task A_reservation_that_makes_no_sense_is_refused()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var (reservations, until) = (retailer.Host.GetRequiredService<IStockReservations>(), retailer.Time.GetUtcNow() + TimeSpan.FromMinutes(10));
            foreach (var bad in new StockReservation[] { new("", new(Sock), Warehouse, 1, until), new("1", new(Sock), Warehouse, 0, until), new("1", new(Sock), "NOWHERE", 1, until), new("1", new(Sock), Warehouse, 1, until.AddHours(-1)) })
            {
                await Assert.ThrowsAsync<ArgumentException>(() => reservations.ReserveAsync(RetailerInProcess.Tenant, bad, CancellationToken.None).AsTask());
            }

            Assert.Empty(await reservations.ListAsync(RetailerInProcess.Tenant, CancellationToken.None));
        });
    }

    [Theory]
    [InlineData("a group without the location itself", "'S1'")]
    [InlineData("a group of a channel that is not written", "'club'")]
    [InlineData("a buffer below nothing", "-1")]
    [Cites("settings that are wrong are named at start-up")]
    public async Task A_rule_that_makes_no_sense_is_refused_at_the_start(string what, string named)
    {
        await using var retailer = Create(Stock(options =>
        {
            switch (what)
            {
                case "a buffer below nothing":
                    options.Buffers.Add(new BufferRule(-1));
                    break;
                case "a group of a channel that is not written":
                    options.Groups.Add(new LocationGroup("club", Warehouse, [Warehouse]));
                    break;
                default:
                    options.Groups.Add(new LocationGroup("web", Warehouse, [Store]));
                    break;
            }
        }));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => retailer.StartHostAsync());
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Cites("settings that are wrong are named at start-up")]
    public async Task A_kit_that_makes_no_sense_is_refused_at_the_start()
    {
        await using var retailer = Create(With(() => [new("A", [new("B", 1)]), new("B", [new("A", 1)]), new("C", [new("D", 0)])]));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => retailer.StartHostAsync());
        Assert.Contains("made of itself: A > B > A", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'C'", refusal.Message, StringComparison.Ordinal);
    }

    private static Action<TenantBuilder, SandboxAddresses> Stock(Action<InventoryOptions> rules) => (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, inventory: sync => rules(sync.Options));

    /// <summary>The shop gets half; what the till has of scarves nobody knows.</summary>
    private sealed class Cautious : IStockFormula
    {
        public Quantity? Available(StockFigures figures) => figures switch
        {
            { Channel: "web" } => Math.Floor(figures.Sellable.Value / 2),
            { Erp.Sku.Value: Scarf } => null,
            _ => figures.Sellable,
        };
    }
}
