using System.Globalization;
using CsCheck;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests.Properties;

/// <summary>Generated orders and returns through the whole engine into the ERP and the club, judged by what these hold. Where the tax is added the ERP leaves it to the channel. <c>RETAILCONNECT_ORDERS</c> says how many, 1,000 by default; <c>RETAILCONNECT_SEED</c> draws the same ones again.</summary>
public sealed class BooksAndPointsTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(48);
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RETAILCONNECT_ORDERS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1000;
    private static readonly uint Seed = uint.TryParse(Environment.GetEnvironmentVariable("RETAILCONNECT_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : (uint)Random.Shared.Next();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Cites("money balances: what the ERP holds is what the customer owes, to the cent", "frappe/ecommerce_integrations#154", "frappe/ecommerce_integrations#21", "BCApps#11088", "woocommerce#25748", "PrestaShop#11195")]
    public async Task Each_generated_order_is_one_document_of_its_total_and_returns_never_credit_or_take_back_more_than_was(bool taxesIncluded)
    {
        var shop = new AnyShop();
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 5, Scale = new RetailerScale().Times(0.01), ErpVatRate = taxesIncluded ? 0.20m : 0m, Faults = new() { LatencyMin = TimeSpan.Zero, LatencyMax = TimeSpan.Zero } })
        {
            Compose = (tenant, vendors) => Compose(tenant, vendors, shop),
        };
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            ExternalId[] customers = [.. Enumerable.Range(1, 40).Select(number => new ExternalId($"C{number}"))];
            Array.ForEach(customers, id => shop.Add(new Customer { Id = id, Email = $"{id}@shoppers.example", FirstName = "Any", LastName = $"Body {id}" }));
            await retailer.QuietAsync();

            Sku[] skus = [.. retailer.Sandbox.BusinessCentral.Prices.Select(item => new Sku(item.Sku))];
            TestContext.Current.TestOutputHelper?.WriteLine($"RETAILCONNECT_SEED={Seed} draws the same orders.");
            var (orders, parts) = Gen.Select(new AnyOrders(skus, customers, "L1", taxesIncluded).Many(Count, retailer.Time.GetUtcNow()), AnyReturns.Draw.Array[Count]).Generate(new PCG(1, Seed), null, out _);
            Array.ForEach(orders, shop.Sell);
            await retailer.QuietAsync();
            var earned = await PostedAsync(retailer, orders);

            var returns = orders.Zip(parts).SelectMany(pair => AnyReturns.Take(pair.First, pair.Second, retailer.Time.GetUtcNow())).ToList();
            returns.ForEach(shop.TakeBack);
            await retailer.QuietAsync();
            await CreditedAsync(retailer, orders, returns, earned);
        });
    }

    private static void Compose(TenantBuilder tenant, SandboxAddresses vendors, AnyShop shop)
    {
        tenant.AddBusinessCentral("erp", options => Connections.Configure(options, vendors))
            .AddTalonOne("club", options => Connections.Configure(options, vendors))
            .AddConnection<AnyShopConnector, AnyShopOptions>("shop", options => options.Shop = shop)
            .SyncCustomers(from: ["shop"], to: ["erp", "club"])
            .SyncOrders(from: ["shop"], to: "erp")
            .SyncLoyalty(from: ["shop"], to: "club")
            .SyncReturns(from: ["shop"], to: ["erp", "club"])
            .MapLocation("shop", "L1", "WEB");
    }

    /// <summary>Judges the orders; returns the points of each.</summary>
    private static async Task<IReadOnlyDictionary<string, decimal>> PostedAsync(RetailerInProcess retailer, Order[] orders)
    {
        await AllIsWellAsync(retailer);
        var documents = retailer.Sandbox.BusinessCentral.Documents.ToLookup(document => document.Reference);
        var points = retailer.Sandbox.TalonOne.Sessions.ToDictionary(session => session.Id, session => session.Points);
        foreach (var order in orders)
        {
            var document = Assert.Single(documents[Reference(order.Id)]);
            Assert.Equal((order.Id, order.Total.Shop.Amount), (order.Id, document.Total));
            Assert.Equal(Units(order.Lines.Where(line => line.Sku is not null).Select(line => (line.Sku!.Value, line.Quantity))), Units(document.Lines.Select(line => (new Sku(line.Sku), new Quantity(line.Units)))));
            Assert.Equal(order.Customer is not null, points.ContainsKey(Reference(order.Id)));

            // Points are for what the goods cost, before a till rounds the sum down.
            Assert.InRange(points.GetValueOrDefault(Reference(order.Id)), 0, Math.Max(0, order.Total.Shop.Amount - (order.Tip?.Shop.Amount ?? 0) - Math.Min(0, order.Rounding?.Shop.Amount ?? 0)));
        }

        Assert.Equal(orders.Length, documents.Count);
        return points;
    }

    private static async Task CreditedAsync(RetailerInProcess retailer, Order[] orders, List<Return> returns, IReadOnlyDictionary<string, decimal> earned)
    {
        await AllIsWellAsync(retailer);
        var memos = retailer.Sandbox.BusinessCentral.Documents.Where(document => document.CreditMemo).ToLookup(document => document.Reference);
        Assert.Equal(returns.Count, memos.Count);
        foreach (var taken in returns)
        {
            Assert.Equal((taken.Id, taken.Total.Shop.Amount), (taken.Id, Assert.Single(memos[Reference(taken.Id)]).Total));
        }

        var points = retailer.Sandbox.TalonOne.Sessions.ToDictionary(session => session.Id, session => session.Points);
        foreach (var order in orders.Where(order => order.Customer is not null))
        {
            var taken = returns.Where(one => one.Order.Id == order.Id).SelectMany(one => one.Lines).ToList();
            var (sold, back) = (order.Lines.Where(line => line.Sku is not null).Sum(line => line.Quantity.Value), taken.Sum(line => line.Quantity.Value));
            var (before, after) = (earned[Reference(order.Id)], points[Reference(order.Id)]);
            Assert.InRange(after, 0, before);
            Assert.True(back < sold || after == 0, $"All of {order.Id} came back, and {after} of its {before} points are left.");
            Assert.True(back > 0 || after == before, $"Nothing of {order.Id} came back, and {before - after} of its points are gone.");
            Assert.True(returns.Where(one => one.Order.Id == order.Id).Sum(one => one.Total.Shop.Amount) <= order.Total.Shop.Amount - (order.Tip?.Shop.Amount ?? 0) - Math.Min(0, order.Rounding?.Shop.Amount ?? 0));
        }
    }

    private static async Task AllIsWellAsync(RetailerInProcess retailer)
    {
        var letters = await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 5, CancellationToken.None);
        Assert.True(letters.Count == 0, string.Join("; ", letters.Select(letter => $"{letter.Lane.Sync} {letter.Entity}: {letter.Reason}, {letter.Detail}")));
        Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
    }

    private static string Reference(ExternalId id) => CanonicalIds.Of("shop", id).Value;

    private static IReadOnlyList<string> Units(IEnumerable<(Sku Sku, Quantity Units)> lines) => [.. lines.GroupBy(line => line.Sku.Value, line => line.Units.Value).Select(group => $"{group.Key}: {group.Sum()}").Order(StringComparer.Ordinal)];
}
