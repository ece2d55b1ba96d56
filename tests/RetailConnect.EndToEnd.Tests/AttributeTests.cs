using System.Text;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Custom fields of the ERP's items stand in the shop as typed metafields, and at the till as custom attributes.</summary>
public sealed class AttributeTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Fact]
    [Cites("closed extension points", "ALAppExtensions#28348", "ALAppExtensions#25720")]
    public async Task A_custom_field_becomes_a_typed_metafield_once_and_follows_its_changes()
    {
        await using var retailer = new RetailerInProcess(Small()) { Compose = Mapped };
        var (erp, shop, till) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify, retailer.Sandbox.Square);
        Define(till);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var (sku, price) = erp.Prices[0];
            var number = sku.Split('-')[0];
            erp.SetItemField(number, "fabric", "Wool & <silk>");
            erp.SetItemField(number, "weight", 2.5m);
            erp.SetItemField(number, "washable", true);
            erp.SetItemField(number, "season", new DateOnly(2026, 11, 27));
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.Equal(
                [("custom.fabric", "single_line_text_field", "Wool & <silk>"), ("custom.season", "date", "2026-11-27"), ("custom.washable", "boolean", "true"), ("custom.weight", "number_decimal", "2.5")], Of(shop.Metafields, sku));

            Assert.Equal([("fabric", "Wool & <silk>"), ("season", "2026-11-27"), ("weight", "2.5")], At(till, sku));

            // Nothing is written that is there already, and nothing at all for a product that did not change.
            var calls = Calls(retailer, "metafieldsSet");
            Assert.NotEqual(0, calls);
            erp.SetPrice(number, price + 1);
            await retailer.QuietAsync();
            Assert.Equal(calls, Calls(retailer, "metafieldsSet"));

            erp.SetItemField(number, "fabric", "Linen");
            erp.SetItemField(number, "weight", 3m);
            await retailer.QuietAsync();
            Assert.Equal([("custom.fabric", "single_line_text_field", "Linen"), ("custom.season", "date", "2026-11-27"), ("custom.washable", "boolean", "true"), ("custom.weight", "number_decimal", "3")], Of(shop.Metafields, sku));

            Assert.Equal([("fabric", "Linen"), ("season", "2026-11-27"), ("weight", "3")], At(till, sku));

            // What is blank in the ERP is taken away.
            erp.SetItemField(number, "fabric", null);
            await retailer.QuietAsync();
            Assert.DoesNotContain(Of(shop.Metafields, sku), row => row.Place == "custom.fabric");
            Assert.Equal([("season", "2026-11-27"), ("weight", "3")], At(till, sku));
            Assert.Equal(0, (await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Waiting);
        });
    }

    [Fact]
    [Cites("closed extension points", "ALAppExtensions#25720")]
    public async Task A_metafield_that_others_wrote_or_changed_is_left_alone()
    {
        await using var retailer = new RetailerInProcess(Small()) { Compose = Mapped };
        var (erp, shop, till) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify, retailer.Sandbox.Square);
        Define(till);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var sku = erp.Prices[0].Sku;
            var number = sku.Split('-')[0];
            erp.SetItemField(number, "fabric", "Wool");
            erp.SetItemField(number, "weight", 1m);
            await retailer.StartHostAsync();
            await retailer.QuietAsync();

            shop.SetMetafield(sku, "reviews", "rating", "number_decimal", "4.5");
            shop.SetMetafield(sku, "custom", "fabric", "single_line_text_field", "Finest wool of the north");
            till.DefineAttribute("other:stars", "STRING");
            till.SetAttribute(sku, "other:stars", "five");
            erp.SetItemField(number, "fabric", "Cotton");
            erp.SetItemField(number, "weight", 2m);
            await retailer.QuietAsync();
            Assert.Equal([("custom.fabric", "Finest wool of the north"), ("custom.weight", "2"), ("reviews.rating", "4.5")], Of(shop.Metafields, sku).Where(row => row.Type is not ("date" or "boolean")).Select(row => (row.Place, row.Value)));
            Assert.Equal([("fabric", "Cotton"), ("other:stars", "five"), ("weight", "2")], At(till, sku));
        });
    }

    [Fact]
    public async Task A_value_whose_answer_was_lost_is_still_ours_when_a_newer_one_takes_its_place()
    {
        var lost = new LostMetafields("Linen");
        await using var retailer = new RetailerInProcess(Small()) { Compose = Mapped, Wire = (vendor, inner) => vendor is "shopify" ? lost.Over(inner) : inner };
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        Define(retailer.Sandbox.Square);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var sku = erp.Prices[0].Sku;
            var number = sku.Split('-')[0];
            erp.SetItemField(number, "fabric", "Wool");
            await retailer.StartHostAsync();
            await retailer.QuietAsync();

            erp.SetItemField(number, "fabric", "Linen");
            while (!lost.IsDown)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
            }

            Assert.Contains(Of(shop.Metafields, sku), row => row is { Place: "custom.fabric", Value: "Linen" });
            erp.SetItemField(number, "fabric", "Silk");
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            lost.Mend();
            await retailer.QuietAsync();
            Assert.Contains(Of(shop.Metafields, sku), row => row is { Place: "custom.fabric", Value: "Silk" });
        });
    }

    [Fact]
    public async Task Attributes_survive_the_load_of_a_whole_catalogue()
    {
        await using var retailer = new RetailerInProcess(Small(80, restored: 100)) { Compose = Mapped };
        var (erp, shop, till) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify, retailer.Sandbox.Square);
        Define(till);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var skus = erp.Prices.Select(price => price.Sku).ToList();
            foreach (var number in skus.Select(sku => sku.Split('-')[0]).Distinct())
            {
                erp.SetItemField(number, "fabric", $"Cloth of {number}");
            }

            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.NotEmpty(shop.BulkOperations);
            Assert.Equal(skus.Select(sku => (sku, $"Cloth of {sku.Split('-')[0]}")).Order(), shop.Metafields.Where(row => row.Place == "custom.fabric").Select(row => (row.Sku, row.Value)).Order());
            Assert.Equal(skus.Select(sku => (sku, $"Cloth of {sku.Split('-')[0]}")).Order(), till.Attributes.Where(row => row.Key == "fabric").Select(row => (row.Sku, row.Value)).Order());
        });
    }

    private static SandboxOptions Small(int items = 3, int restored = 1000) => new() { Seed = 11, Scale = new RetailerScale().Times(0.02) with { Items = items }, ShopifyRestoreRate = restored };

    private static void Mapped(TenantBuilder tenant, SandboxAddresses vendors) => tenant
        .AddBusinessCentral("erp", o =>
        {
            Connections.Configure(o, vendors);
            o.ItemPageRoute = new BusinessCentralSettings().ItemRoute;
            o.ItemAttributes["fabric"] = new("material");
            o.ItemAttributes["weight"] = new("weight");
            o.ItemAttributes["washable"] = new("washable");
            o.ItemAttributes["season"] = new("season", AttributeType.Date);
        })
        .AddShopify("web", o =>
        {
            Connections.Configure(o, vendors);
            o.RestoreRate = 100;
            o.Attributes["material"] = new("custom", "fabric", "single_line_text_field");
            o.Attributes["weight"] = new("custom", "weight", "number_decimal");
            o.Attributes["washable"] = new("custom", "washable", "boolean");
            o.Attributes["season"] = new("custom", "season", "date");
        })
        .AddSquare("pos", o =>
        {
            Connections.Configure(o, vendors);
            o.Attributes["material"] = new("fabric");
            o.Attributes["weight"] = new("weight", "NUMBER");
            o.Attributes["season"] = new("season");
        })
        .SyncCatalog(from: "erp", to: ["web", "pos"], sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)));

    private static void Define(SquareSimulator till)
    {
        till.DefineAttribute("fabric", "STRING");
        till.DefineAttribute("weight", "NUMBER");
        till.DefineAttribute("season", "STRING");
    }

    private static List<(string Key, string Value)> At(SquareSimulator till, string sku) => [.. till.Attributes.Where(row => row.Sku == sku).Select(row => (row.Key, row.Value)).Order()];

    private static List<(string Place, string Type, string Value)> Of(IReadOnlyList<(string Sku, string Place, string Type, string Value)> all, string sku) =>
        [.. all.Where(row => row.Sku == sku).Select(row => (row.Place, row.Type, row.Value)).Order()];

    private static int Calls(RetailerInProcess retailer, string mutation) => retailer.Sandbox.Recorder.Records.Count(record => Encoding.UTF8.GetString(record.Request.Body.Span).Contains(mutation, StringComparison.Ordinal));
}
