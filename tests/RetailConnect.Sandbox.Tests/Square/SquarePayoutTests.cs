using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Square;

/// <summary>What cards paid, got back and disputed is paid out once, and told as Square tells it.</summary>
public sealed class SquarePayoutTests
{
    private readonly Pos pos = new();

    [Fact]
    public async Task A_payout_settles_what_moved_a_locations_balance_since_the_last_one()
    {
        var sale = await SellAsync(cash: false);
        await SellAsync(cash: true);
        pos.Simulator.TakeBack(new(pos.Location, sale, null, [("A", 1, 10m)]));
        pos.Simulator.Dispute(sale);
        pos.Simulator.Dispute(sale, won: true);
        var made = pos.Simulator.MakePayout(pos.Location)!;
        Assert.Null(pos.Simulator.MakePayout(pos.Location));
        Assert.Equal([("CHARGE", 20m, 0.45m), ("REFUND", -10m, 0m), ("DISPUTE", -20m, 0m), ("DISPUTE", 20m, 0m)], made.Entries);
        Assert.Equal((9.55m, "SENT"), (made.Amount, made.Status));

        var payout = (await ListAsync()).Single()!;
        Assert.Equal((955, "SENT", 1), ((int)payout["amount_money"]!["amount"]!, (string)payout["status"]!, (int)payout["version"]!));
        var entries = (await AskAsync($"/v2/payouts/{made.Id}/payout-entries", "?sort_order=ASC&limit=3")).Body;
        Assert.Equal(3, entries["payout_entries"]!.AsArray().Count);
        Assert.Equal("DISPUTE", (string)(await AskAsync($"/v2/payouts/{made.Id}/payout-entries", $"?sort_order=ASC&cursor={Uri.EscapeDataString((string)entries["cursor"]!)}")).Body["payout_entries"]![0]!["type"]!);
        Assert.NotNull(entries["payout_entries"]![1]!["type_refund_details"]!["refund_id"]);

        pos.Simulator.PayOut(made.Id);
        Assert.Throws<InvalidOperationException>(() => pos.Simulator.PayOut(made.Id));
        Assert.Equal(("PAID", 2), ((string)(await AskAsync($"/v2/payouts/{made.Id}")).Body["payout"]!["status"]!, (int)(await ListAsync()).Single()!["version"]!));
    }

    [Fact]
    public async Task A_payout_that_the_bank_sends_back_comes_with_the_next_one_in_one_sum()
    {
        await SellAsync(cash: false);
        var failed = pos.Simulator.MakePayout(pos.Location)!;
        pos.Simulator.FailPayout(failed.Id);
        Assert.Equal([("RETURNED_PAYOUT", failed.Amount, 0m)], pos.Simulator.MakePayout(pos.Location)!.Entries);
    }

    [Fact]
    public async Task Payouts_are_listed_by_location_and_time_of_creation()
    {
        await SellAsync(cash: false);
        pos.Simulator.MakePayout(pos.Location);
        var other = pos.Simulator.AddLocation("Other");
        Assert.Empty((await AskAsync("/v2/payouts", $"?sort_order=ASC&location_id={other}")).Body["payouts"]!.AsArray());
        Assert.Empty(await ListAsync("&begin_time=2026-11-02T09:00:01Z"));
        Assert.Empty(await ListAsync("&status=PAID"));
        Assert.Single(await ListAsync("&begin_time=2026-11-02T09:00:00Z&limit=1000"));
        pos.Time.Advance(TimeSpan.FromDays(400));
        await pos.GrantAsync();
        Assert.Empty(await ListAsync());
        Assert.Single(await ListAsync("&begin_time=2009-01-01T00:00:00Z"));
    }

    [Theory]
    [InlineData("/v2/payouts", "?sort_order=ASC&location_id=NOWHERE", 404)]
    [InlineData("/v2/payouts", "?sort_order=ASC&status=LOST", 400)]
    [InlineData("/v2/payouts", "?sort_order=ASC&begin_time=yesterday", 400)]
    [InlineData("/v2/payouts", "?sort_order=ASC&limit=some", 400)]
    [InlineData("/v2/payouts", "?sort_order=ASC&limit=0", 400)]
    [InlineData("/v2/payouts", "?sort_order=ASC&cursor=nonsense", 400)]
    [InlineData("/v2/payouts", "?sort_order=ASC&colour=red", 400)]
    [InlineData("/v2/payouts/po_1", "", 404)]
    [InlineData("/v2/payouts/po_1/payout-entries", "?sort_order=ASC", 404)]
    public async Task What_the_vendor_does_not_take_is_refused(string path, string query, int status)
    {
        await pos.GrantAsync();
        Assert.Equal(status, (await AskAsync(path, query)).Status);
    }

    private async Task<string> SellAsync(bool cash)
    {
        if (pos.Token is null)
        {
            await pos.GrantAsync();
            var (_, variation, _) = await pos.AddAsync();
            await pos.PostAsync("/v2/inventory/changes/batch-create", $$"""{"idempotency_key":"k","changes":[{"type":"PHYSICAL_COUNT","physical_count":{"catalog_object_id":"{{variation}}","state":"IN_STOCK","location_id":"{{pos.Location}}","quantity":"50","occurred_at":"2026-11-02T09:00:00Z"} } ] }""");
        }

        return pos.Simulator.Sell(new(pos.Location, null, [("A", 2, 0m)], 0m, cash)).Id;
    }

    private Task<(int Status, JsonObject Body)> AskAsync(string path, string query = "") => pos.SendAsync("GET", path, query: query);

    private async Task<IReadOnlyList<JsonNode?>> ListAsync(string more = "")
    {
        var (status, body) = await AskAsync("/v2/payouts", $"?sort_order=ASC{more}");
        Assert.True(status == 200, body.ToJsonString());
        return [.. body["payouts"]!.AsArray()];
    }
}
