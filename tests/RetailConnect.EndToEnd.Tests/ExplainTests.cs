using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>The story of an order that a member placed in the web shop and brought back to a store, over all four systems.</summary>
public sealed class ExplainTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private ShopOrder? order;
    private PosOrder? brought;

    [Fact]
    [Cites("nobody can say why an order is missing")]
    public async Task An_order_is_explained_over_four_systems_by_any_of_its_ids()
    {
        await using var retailer = await PlayAsync();
        var erp = Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => !document.CreditMemo);
        var story = Assert.Single(await ExplainAsync(retailer, order!.Id));
        Assert.Equal(EntityType.Order, story.Entity.Type);
        Assert.Equal(erp.Reference, story.Entity.Canonical.Value);

        var number = Assert.Single(story.Ids, id => id.Type == EntityType.DocumentNumber).External.Value;
        var ids = story.Ids.ToDictionary(id => (id.Connection, id.Type), id => id.External.Value);
        Assert.Equal(order.Id, ids[("web", EntityType.Order)]);
        Assert.Matches($"^salesOrders/{erp.Id}~[ap][0-9a-f]{{15}}/{erp.Reference}$", ids[("erp", EntityType.Order)]);
        Assert.Contains(retailer.Sandbox.TalonOne.Sessions, session => session.Id == ids[("club", EntityType.Order)]);
        foreach (var id in ids.Values.Append(erp.Reference).Append(number).Append(order.Name))
        {
            Assert.Equal([story.Entity], (await ExplainAsync(retailer, id)).Select(found => found.Entity));
        }

        AssertTold(story, "orders", "erp", ids[("erp", EntityType.Order)], announced: true);
        AssertTold(story, "loyalty", "club", ids[("club", EntityType.Order)], announced: false);
        Assert.Contains(story.Events, item => item.Kind is ExplainedKind.Hinted && item.Origin == "web" && item.Id == order.Id);
        Assert.Contains(story.Events, item => item.Kind is ExplainedKind.Read && item.Origin == "web");
        Assert.Equal([ExplainedKind.Booked, ExplainedKind.Closed], story.Events.Where(item => item.Entries is not null).Select(item => item.Kind));
        Assert.Equal(story.Events.Select(item => item.At).Order(), story.Events.Select(item => item.At));
    }

    [Fact]
    [Cites("a return that started in another channel")]
    public async Task A_return_in_another_channel_and_its_order_name_each_other()
    {
        await using var retailer = await PlayAsync();
        var story = Assert.Single(await ExplainAsync(retailer, brought!.Id));
        Assert.Equal(EntityType.Return, story.Entity.Type);
        var other = Assert.Single(await ExplainAsync(retailer, Assert.Single(story.Related).Canonical.Value));
        Assert.Equal([story.Entity], other.Related);
        Assert.Contains(other.Ids, id => id.External.Value == order!.Id);
        Assert.Equal(["club", "erp"], story.Events.Where(item => item.Kind is ExplainedKind.Applied).Select(item => item.Target!).Order());
    }

    [Fact]
    public async Task The_console_tells_it_from_the_file_while_the_host_runs_without_personal_words()
    {
        await using var retailer = await PlayAsync();
        var file = new FileInfo(Path.Combine(retailer.Folder, "state.db"));
        var (text, code) = await RunAsync(order!.Id, file, json: false);
        Assert.Equal(0, code);
        Assert.StartsWith("order web-", text, StringComparison.Ordinal);
        Assert.Contains("applied, erp answered salesOrders/", text, StringComparison.Ordinal);

        var (json, again) = await RunAsync(order.Id, file, json: true);
        Assert.Equal(0, again);
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal("order", parsed.RootElement[0].GetProperty("type").GetString());

        string[] personal = [.. retailer.Sandbox.Shopify.Customers.Select(customer => customer.Email), "@shoppers", "+44", new ShopifySettings().ClientSecret, "title", "lines"];
        Assert.All(personal, word => Assert.DoesNotContain(word, text + json, StringComparison.OrdinalIgnoreCase));

        var (nothing, unknown) = await RunAsync("gid://shopify/Order/404", file, json: false);
        Assert.Equal(1, unknown);
        Assert.Contains("Nothing is known of 'gid://shopify/Order/404'", nothing, StringComparison.Ordinal);
        var (missing, unreadable) = await RunAsync(order.Id, new FileInfo(Path.Combine(retailer.Folder, "other.db")), json: false);
        Assert.Equal(2, unreadable);
        Assert.Contains("There is no store at", missing, StringComparison.Ordinal);
    }

    private static void AssertTold(Explanation story, string sync, string target, string receipt, bool announced)
    {
        var own = story.Events.Where(item => item.Target == target && item.Sync == sync).ToList();
        var accepted = Assert.Single(own, item => item.Kind is ExplainedKind.Accepted && own.Any(end => end.Envelope == item.Envelope && end.Kind is ExplainedKind.Applied));
        Assert.Equal((true, 43), (accepted.ByHint, accepted.Key!.Length));
        Assert.NotEmpty(accepted.Version!);
        Assert.Equal(receipt, Assert.Single(own, item => item.Kind is ExplainedKind.Applied).Receipt);
        Assert.Equal(announced, own.Exists(item => item.Kind is ExplainedKind.Announced));
    }

    private static async Task<(string Text, int Code)> RunAsync(string id, FileInfo file, bool json)
    {
        using var output = new StringWriter();
        var code = await ExplainCommand.RunAsync(id, file, json, output, output, CancellationToken.None);
        return (output.ToString(), code);
    }

    private static async Task<IReadOnlyList<Explanation>> ExplainAsync(RetailerInProcess retailer, string id) =>
        await retailer.Host.GetRequiredService<IExplanations>().ExplainAsync(RetailerInProcess.Tenant, id, CancellationToken.None);

    /// <summary>A store's id in the POS.</summary>
    private static async Task<string> StoreAsync(RetailerInProcess retailer)
    {
        foreach (var code in retailer.Sandbox.BusinessCentral.Stock.Select(stock => stock.Location).Distinct())
        {
            var scope = new CrosswalkScope(RetailerInProcess.Tenant, EntityType.Location, "pos");
            if (await retailer.Host.GetRequiredService<ICrosswalk>().FindExternalAsync(scope, new(code), CancellationToken.None) is { } id)
            {
                return id.Value;
            }
        }

        throw new InvalidOperationException("The POS has no store.");
    }

    private async Task<RetailerInProcess> PlayAsync()
    {
        var retailer = new RetailerInProcess(new SandboxOptions { Seed = 21, Scale = new RetailerScale().Times(0.02) });
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            var shop = retailer.Sandbox.Shopify;
            var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
            order = shop.PlaceOrder(new ShopBasket(shop.Customers[0].Id, shop.Locations.First(place => place.Name == location).Id, [(sku, 2, 0m)], 4m, 0m));
            await retailer.QuietAsync();
            brought = retailer.Sandbox.Square.TakeBack(new StoreReturn(await StoreAsync(retailer), null, order.Name, [(sku, 1, order.Lines[0].UnitPrice)]));
            await retailer.QuietAsync();
        });
        return retailer;
    }
}
