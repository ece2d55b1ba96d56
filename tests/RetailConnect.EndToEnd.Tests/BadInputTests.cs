using System.Text.Json.Nodes;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Orders that can't be right: each is parked with a reason and an advice, and the rest of the page goes on.</summary>
public sealed class BadInputTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly Drift drift = new();

    [Fact]
    [Cites("poison line", "BCApps#8396", "woocommerce-square#44")]
    public async Task A_bad_order_is_parked_and_the_rest_of_the_page_goes_on()
    {
        await using var retailer = await LoadedAsync();
        var orders = Enumerable.Range(0, 8).Select(_ => Place(retailer)).ToList();
        drift.Of(orders[0].Id, order => Line(order)["sku"] = "NO-SUCH-ITEM");
        drift.Of(orders[1].Id, order => Line(order)["quantity"] = -1);
        drift.Of(orders[2].Id, order =>
        {
            Amount(order["originalTotalPriceSet"], "999.99");
            Amount(order["totalPriceSet"], "999.99");
        });
        drift.Of(orders[3].Id, order => order["displayFinancialStatus"] = "LENT");
        drift.Of(orders[4].Id, order => order["customer"] = new JsonObject { ["id"] = "gid://shopify/Customer/404" });
        drift.Of(orders[5].Id, order => Currency(order, "CHF"));
        await OpenAgainAsync(retailer);

        var expected = new Dictionary<string, string>
        {
            [orders[0].Id] = Reasons.UnknownSku, [orders[1].Id] = Reasons.InvalidQuantity, [orders[2].Id] = Reasons.Unbalanced, [orders[3].Id] = Reasons.UnknownValue,
            [orders[4].Id] = Reasons.UnknownCustomer, [orders[5].Id] = Reasons.UnsupportedCurrency,
        };
        var letters = (await DeadAsync(retailer)).Where(letter => letter.Lane.Sync == "orders").ToList();
        Assert.Equal(expected, letters.ToDictionary(letter => letter.Entity.Value, letter => letter.Reason));
        Assert.All(letters, letter => Assert.NotEqual("", letter.Advice));
        Assert.All(letters, letter => Assert.NotEqual("", letter.Detail));
        Assert.Equal(2, retailer.Sandbox.BusinessCentral.Documents.Count);
        await BalancedAsync(retailer);
    }

    [Fact]
    [Cites("exceptions that do not clear", "BCApps#10092")]
    public async Task Mending_the_cause_and_replaying_is_enough()
    {
        await using var retailer = await LoadedAsync();
        var (unknown, odd) = (Place(retailer), Place(retailer));
        drift.Of(unknown.Id, order => Line(order)["sku"] = "NEW-ITEM");
        drift.Of(odd.Id, order => order["displayFinancialStatus"] = "LENT");
        await OpenAgainAsync(retailer);
        Assert.Empty(retailer.Sandbox.BusinessCentral.Documents);

        retailer.Sandbox.BusinessCentral.AddItem("NEW-ITEM", "A new item", 10m, 5m, []);
        drift.Mend(odd.Id);
        await ReplayAsync(retailer);

        Assert.Empty(await DeadAsync(retailer));
        Assert.Equal(2, retailer.Sandbox.BusinessCentral.Documents.Count);
        await BalancedAsync(retailer);
    }

    [Fact]
    [Cites("silent failure", "BCApps#10092")]
    public async Task A_replay_without_a_mended_cause_parks_again_and_writes_nothing()
    {
        await using var retailer = await LoadedAsync();
        var (unknown, odd) = (Place(retailer), Place(retailer));
        drift.Of(unknown.Id, order => Line(order)["sku"] = "NO-SUCH-ITEM");
        drift.Of(odd.Id, order => order["displayFinancialStatus"] = "LENT");
        await OpenAgainAsync(retailer);
        var before = (await DeadAsync(retailer)).Select(letter => (letter.Lane, letter.Entity, letter.Reason)).ToHashSet();

        await ReplayAsync(retailer);

        Assert.Equal(before, (await DeadAsync(retailer)).Select(letter => (letter.Lane, letter.Entity, letter.Reason)).ToHashSet());
        Assert.Empty(retailer.Sandbox.BusinessCentral.Documents);
        await BalancedAsync(retailer);
    }

    private static JsonNode Line(JsonObject order) => order["lineItems"]?["nodes"]?[0] ?? new JsonObject();

    private static void Amount(JsonNode? bag, string amount)
    {
        foreach (var side in new[] { bag?["shopMoney"], bag?["presentmentMoney"] }.OfType<JsonObject>())
        {
            side["amount"] = amount;
        }
    }

    private static void Currency(JsonNode? node, string code)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Currency(item, code);
            }
        }

        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
            {
                Currency(value, code);
                if (name == "currencyCode")
                {
                    fields[name] = code;
                }
            }
        }
    }

    private static ShopOrder Place(RetailerInProcess retailer)
    {
        var shop = retailer.Sandbox.Shopify;
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }

    private static async Task<IReadOnlyList<DeadLetter>> DeadAsync(RetailerInProcess retailer) => await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None);

    private static async Task BalancedAsync(RetailerInProcess retailer)
    {
        var status = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);
        Assert.True(status.Balanced, string.Join(", ", status.Lanes));
        Assert.Equal(0, status.Waiting);
    }

    /// <summary>A retailer whose channels are loaded and whose host is down, so that orders come in while nobody looks.</summary>
    private async Task<RetailerInProcess> LoadedAsync()
    {
        var retailer = new RetailerInProcess(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) })
        {
            Wire = (system, inner) => system == "shopify" ? drift.Over(inner) : inner,
        };
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await retailer.StopHostAsync();
        });
        return retailer;
    }

    private static Task OpenAgainAsync(RetailerInProcess retailer) => Pump.RunAsync(retailer.Time, Longest, async () =>
    {
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
    });

    private static Task ReplayAsync(RetailerInProcess retailer) => Pump.RunAsync(retailer.Time, Longest, async () =>
    {
        var letters = await DeadAsync(retailer);
        Assert.Equal(letters.Count, await retailer.Engine.ReplayAsync(RetailerInProcess.Tenant, [.. letters.Select(letter => letter.Envelope)], CancellationToken.None));
        await retailer.QuietAsync();
    });
}
