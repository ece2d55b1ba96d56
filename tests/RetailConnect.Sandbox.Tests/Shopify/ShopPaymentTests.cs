using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Shopify;

/// <summary>What customers paid, got back and disputed is paid out once, and told as Shopify tells it.</summary>
public sealed class ShopPaymentTests
{
    private const string Payouts = "query { shopifyPaymentsAccount { balance { amount } payouts(first: 9) { nodes { id legacyResourceId status net { amount currencyCode } externalTraceId } } } }";

    [Fact]
    public async Task A_payout_settles_what_moved_the_balance_since_the_last_one()
    {
        using var shop = new Shop();
        var order = await SoldAsync(shop);
        shop.Simulator.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
        shop.Simulator.Dispute(order.Id);
        shop.Simulator.WinDispute(order.Id);

        var made = shop.Simulator.MakePayout()!;
        Assert.Null(shop.Simulator.MakePayout());
        Assert.Equal([("CHARGE", 20m, 0.63m), ("REFUND", -10m, 0m), ("DISPUTE_WITHDRAWAL", -20m, 15m), ("DISPUTE_REVERSAL", 20m, -15m)], made.Movements);
        Assert.Equal((9.37m, "SCHEDULED"), (made.Net, made.Status));

        var account = await AccountAsync(shop, Payouts);
        Assert.Equal("0.00", (string)account["balance"]![0]!["amount"]!);
        Assert.Equal(("9.37", "SCHEDULED", null), ((string)account["payouts"]!["nodes"]![0]!["net"]!["amount"]!, (string)account["payouts"]!["nodes"]![0]!["status"]!, (string?)account["payouts"]!["nodes"]![0]!["externalTraceId"]));
        shop.Simulator.PayOut(made.Id);
        Assert.Throws<InvalidOperationException>(() => shop.Simulator.PayOut(made.Id));
        Assert.Equal("PAID", (string)(await AccountAsync(shop, Payouts))["payouts"]!["nodes"]![0]!["status"]!);
    }

    [Fact]
    public async Task Movements_are_selected_by_payout_and_transfers_are_hidden_when_asked()
    {
        using var shop = new Shop();
        await SoldAsync(shop);
        var made = shop.Simulator.MakePayout()!;
        await SoldAsync(shop);
        var id = made.Id[(made.Id.LastIndexOf('/') + 1)..];
        Assert.Equal(["CHARGE", "TRANSFER"], await TypesAsync(shop, $"query: \"payments_transfer_id:{id}\""));
        Assert.Equal(["CHARGE"], await TypesAsync(shop, $"query: \"payments_transfer_id:{id}\", hideTransfers: true"));
        Assert.Equal(["CHARGE", "TRANSFER", "CHARGE"], await TypesAsync(shop, "sortKey: ID"));
    }

    [Fact]
    public async Task A_payout_that_the_bank_sends_back_comes_with_the_next_one_in_one_sum()
    {
        using var shop = new Shop();
        await SoldAsync(shop);
        var failed = shop.Simulator.MakePayout()!;
        shop.Simulator.FailPayout(failed.Id);
        var next = shop.Simulator.MakePayout()!;
        Assert.Equal([("TRANSFER_FAILURE", failed.Net, 0m)], next.Movements);
        Assert.Equal(["FAILED", "SCHEDULED"], shop.Simulator.Payouts.Select(payout => payout.Status));
    }

    [Fact]
    public async Task An_app_without_the_scope_is_refused_and_a_shop_without_the_account_has_none()
    {
        using var closed = new Shop(new() { MayReadPayouts = false });
        await closed.GrantAsync();
        var (status, body) = await closed.AskAsync(Payouts);
        Assert.Equal((200, "ACCESS_DENIED"), (status, (string)body["errors"]![0]!["extensions"]!["code"]!));
        using var without = new Shop(new() { ShopifyPayments = false });
        await without.GrantAsync();
        Assert.Null((await without.AskAsync(Payouts)).Body["data"]!["shopifyPaymentsAccount"]);
    }

    [Theory]
    [InlineData("payouts(first: 251) { nodes { id } }")]
    [InlineData("payouts { nodes { id } }")]
    [InlineData("payouts(first: 1, query: \"paid_at:>2026-01-01\") { nodes { id } }")]
    [InlineData("payouts(first: 1) { nodes { updatedAt } }")]
    [InlineData("balanceTransactions(first: 1, query: \"payout:1\") { nodes { id } }")]
    public async Task What_the_vendor_does_not_take_is_refused(string selection)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        Assert.NotNull((await shop.AskAsync($"query {{ shopifyPaymentsAccount {{ {selection} }} }}")).Body["errors"]);
    }

    private static async Task<RetailConnect.Sandbox.Shopify.ShopOrder> SoldAsync(Shop shop)
    {
        if (shop.Token is null)
        {
            await shop.GrantAsync();
            await shop.StockAsync("SHIRT", "10.00", 50);
        }

        return shop.Simulator.PlaceOrder(new(null, shop.Location, [("SHIRT", 2, 0m)], 0m, 0m));
    }

    private static async Task<JsonNode> AccountAsync(Shop shop, string query)
    {
        var (status, body) = await shop.AskAsync(query);
        Assert.True(status == 200 && body["errors"] is null, body.ToJsonString());
        return body["data"]!["shopifyPaymentsAccount"]!;
    }

    private static async Task<IEnumerable<string>> TypesAsync(Shop shop, string arguments) =>
        (await AccountAsync(shop, $"query {{ shopifyPaymentsAccount {{ balanceTransactions(first: 50, {arguments}) {{ nodes {{ type }} }} }} }}"))["balanceTransactions"]!["nodes"]!.AsArray().Select(node => (string)node!["type"]!);
}
