using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A wrong configuration stops the start and names the setting.</summary>
public sealed class ConfigurationTests
{
    public static TheoryData<string, Action<RetailConnectBuilder>> Wrong => new()
    {
        { "ClientSecret", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", o => o.Shop = new("https://shop.example"))) },
        { "Shop", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", _ => { })) },
        { "Environment", retail => retail.AddTenant("northwind", tenant => tenant.AddBusinessCentral("erp", o => o.AadTenant = "contoso.com")) },
        { "AccessToken", retail => retail.AddTenant("northwind", tenant => tenant.AddSquare("pos", _ => { })) },
        { "ApiKey", retail => retail.AddTenant("northwind", tenant => tenant.AddTalonOne("club", _ => { })) },
        { "'erp'", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).SyncCatalog(from: "erp", to: ["web"])) },
        { "PublicAddress", retail => retail.PublicAddress = new("https://sync.partner.example/hooks") },
        { "Recovery.FirstDelay", retail => retail.Recovery.FirstDelay = TimeSpan.Zero },
        { "Overlap", retail => Two(retail, sync => sync.Options.Overlap = TimeSpan.FromSeconds(-1)) },
        { "Every", retail => Two(retail, sync => sync.Every = TimeSpan.Zero) },
        { "CompareAt is '0 2 * * *' and CompareEvery is 01:00:00; it has to be one of the two", retail => Two(retail, sync => (sync.Options.CompareAt, sync.Options.CompareEvery) = ("0 2 * * *", TimeSpan.FromHours(1))) },
        { "CompareAt is 'nightly'; it has to be a cron expression", retail => Two(retail, sync => sync.Options.CompareAt = "nightly") },
        { "never comes", retail => Two(retail, sync => sync.Options.CompareAt = "0 2 31 2 *") },
        { "a buffer rule is for 'webb'; it has to be for one of 'web'", retail => retail.AddTenant("northwind", tenant => tenant.AddTalonOne("club", Good).AddShopify("web", Good)
            .SyncInventory(from: "web", to: ["web"], sync => sync.Options.Buffers.Add(new BufferRule(1) { Channel = "webb" }))) },
        { "RefundPatience is 00:00:00", retail => retail.AddTenant("northwind", tenant => tenant.AddTalonOne("club", Good).AddShopify("web", Good)
            .SyncReturns(from: ["web"], to: ["club"], sync => sync.Options.RefundPatience = TimeSpan.Zero)) },
        { "AskFrom is 1.2", retail => Alike(retail, sync => sync.Options.AskFrom = 1.2) },
        { "LinkFrom is 0.6 and AskFrom is 0.7", retail => Alike(retail, sync => sync.Options.LinkFrom = 0.6) },
        { "LinkFrom is NaN", retail => Alike(retail, sync => sync.Options.LinkFrom = double.NaN) },
        { "Likeness, AskFrom and LinkFrom are others than those of sync 'more-customers'", retail => Alike(retail, sync => sync.Options.Likeness = new CustomerLikeness()) },
        { "Survivorship of Phone prefers 'pos'; it has to be one of 'web'", retail => Alike(retail, sync => sync.Options.Survivorship.Prefer(CustomerField.Phone, "web", "pos")) },
        { "Survivorship of Phone names no connection", retail => Alike(retail, sync => sync.Options.Survivorship.Prefer(CustomerField.Phone)) },
        { "Survivorship of Email prefers 'web', to which sync 'customers' writes customers", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).AddTalonOne("club", Good)
            .SyncCustomers(from: ["web"], to: ["club", "web"], sync => sync.Options.Survivorship.Prefer(CustomerField.Email, "web"))) },
        { "'wep'", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).MapLocation("wep", "1", "LONDON")) },
        { "from names no connection", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).AddTalonOne("club", Good).SyncLoyalty(from: [], to: "club")) },
        { "'club'", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).AddTalonOne("club", Good).SyncCatalog(from: "club", to: ["web"])) },
        { "can't list what changed", retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).AddShopify("outlet", Good).SyncInventory(from: "web", to: ["outlet"])) },
    };

    [Theory, MemberData(nameof(Wrong))]
    [Cites("silent failure", "frappe/ecommerce_integrations#212")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string named, Action<RetailConnectBuilder> configure)
    {
        var folder = Directory.CreateTempSubdirectory("retailconnect-");
        try
        {
            var failure = await Record.ExceptionAsync(async () =>
            {
                var services = new ServiceCollection().AddLogging();
                services.AddRetailConnect(retail => configure(retail.UseSqlite(Path.Combine(folder.FullName, "state.db"))));
                await using var host = services.BuildServiceProvider();
                foreach (var hosted in host.GetServices<IHostedService>())
                {
                    await hosted.StartAsync(TestContext.Current.CancellationToken);
                }
            });
            Assert.NotNull(failure);
            Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_host_without_a_store_does_not_start()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddRetailConnect(retail => retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good))));
        Assert.Contains("UseSqlite", failure.Message, StringComparison.Ordinal);
    }

    private static void Two(RetailConnectBuilder retail, Action<SyncBuilder<Order, OrdersOptions>> sync) =>
        retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).AddTalonOne("club", Good).SyncLoyalty(from: ["web"], to: "club", sync));

    private static void Alike(RetailConnectBuilder retail, Action<SyncBuilder<Customer, CustomersOptions>> sync) =>
        retail.AddTenant("northwind", tenant => tenant.AddShopify("web", Good).AddTalonOne("club", Good).SyncCustomers(from: ["web"], to: ["club"], sync)
            .AddSync(new() { Name = "more-customers", Type = EntityType.Customer, From = ["web"], To = ["club"], Options = new CustomersOptions() }));

    private static void Good(Connectors.Shopify.ShopifyOptions options) => (options.Shop, options.ClientId, options.ClientSecret) = (new("https://shop.example"), "app", "secret");

    private static void Good(Connectors.TalonOne.TalonOneOptions options) => (options.BaseAddress, options.ApiKey, options.LoyaltyProgramId) = (new("https://club.example"), "a-key-of-the-test-0001", 1);
}
