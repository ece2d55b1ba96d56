using System.Text.Json.Nodes;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.Sandbox.Tests.Square;

/// <summary>The loyalty programme refuses what the vendor refuses, and its ledger remembers.</summary>
public sealed class SquareLoyaltyTests
{
    private const string Accounts = "/v2/loyalty/accounts";
    private const string Events = "/v2/loyalty/events/search";
    private const string Phone = "+442079460123";
    private static readonly string Program = new SquareSettings().LoyaltyProgramId;
    private readonly Pos pos = new();

    [Fact]
    public async Task A_phone_number_has_one_account()
    {
        await pos.GrantAsync();
        var account = await OpenAsync();

        Refused(await pos.PostAsync(Accounts, New("other")), 400, "BAD_REQUEST");
        Assert.Equal(account, (string?)(await pos.PostAsync(Accounts, New("first"))).Body["loyalty_account"]!["id"]);
        Assert.Equal(account, (string?)Assert.Single((await pos.PostAsync($"{Accounts}/search", $$"""{"query":{"mappings":[{"phone_number":"{{Phone}}"}]} }""")).Body["loyalty_accounts"]!.AsArray())!["id"]);
        Assert.Null((await pos.PostAsync($"{Accounts}/search", """{"query":{"mappings":[{"phone_number":"+442079460124"}]}}""")).Body["loyalty_accounts"]);
        Assert.Equal([(account, Phone, 0L)], pos.Simulator.LoyaltyCards.Select(card => (card.Id, card.Phone, card.Balance)));
    }

    [Theory]
    [InlineData("442079460123", "INVALID_PHONE_NUMBER")]
    [InlineData("+44 2079460123", "INVALID_PHONE_NUMBER")]
    [InlineData("+0442079460123", "INVALID_PHONE_NUMBER")]
    public async Task A_number_that_is_not_international_is_refused(string phone, string code)
    {
        await pos.GrantAsync();
        Refused(await pos.PostAsync(Accounts, New("k", phone)), 400, code);
        Refused(await pos.PostAsync($"{Accounts}/search", $$"""{"query":{"mappings":[{"phone_number":"{{phone}}"}]} }"""), 400, code);
    }

    [Theory]
    [InlineData("\"balance\":5", 400, "UNKNOWN_BODY_PARAMETER")]
    [InlineData("\"id\":\"A1\"", 400, "UNKNOWN_BODY_PARAMETER")]
    [InlineData("\"enrolled_at\":\"2031-01-01T00:00:00Z\"", 400, "INVALID_TIME")]
    [InlineData("\"customer_id\":\"nobody\"", 404, "NOT_FOUND")]
    public async Task An_account_that_can_not_be_opened_is_refused(string more, int status, string code)
    {
        await pos.GrantAsync();
        Refused(await pos.PostAsync(Accounts, New("k").Replace("\"program_id\"", $"{more},\"program_id\"", StringComparison.Ordinal)), status, code);
        Assert.Empty(pos.Simulator.LoyaltyCards);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await pos.GrantAsync();
        Refused(await pos.SendAsync("GET", "/v2/loyalty/programs/another"), 404, "NOT_FOUND");
        Refused(await pos.PostAsync("/v2/loyalty/programs/main/calculate", Amount(100)), 404, "NOT_FOUND");
        Refused(await pos.PostAsync(Accounts, New("k").Replace(Program, "another", StringComparison.Ordinal)), 404, "NOT_FOUND");
        Refused(await pos.SendAsync("GET", $"{Accounts}/nobody"), 404, "NOT_FOUND");
        Refused(await pos.PostAsync($"{Accounts}/nobody/accumulate", Points("k", 1)), 404, "NOT_FOUND");
        Refused(await pos.PostAsync($"{Accounts}/nobody/adjust", Moved("k", 1)), 404, "NOT_FOUND");
        Refused(await pos.PostAsync($"{Accounts}/{await OpenAsync()}/accumulate", Points("k", 1).Replace(pos.Location, "nowhere", StringComparison.Ordinal)), 404, "NOT_FOUND");
        Refused(await pos.SendAsync("DELETE", "/v2/loyalty/rewards/1"), 404, "NOT_FOUND");
    }

    [Fact]
    public async Task The_programme_goes_by_its_id_and_as_the_main_one()
    {
        await pos.GrantAsync();
        foreach (var id in new[] { "main", Program })
        {
            var program = (await pos.SendAsync("GET", $"/v2/loyalty/programs/{id}")).Body["program"]!;
            Assert.Equal((Program, pos.Location), ((string?)program["id"], (string?)program["location_ids"]![0]));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    [InlineData(1999, 19)]
    public async Task Each_whole_unit_spent_is_a_point(long amount, long points)
    {
        await pos.GrantAsync();
        Assert.Equal(points, (long?)(await pos.PostAsync($"/v2/loyalty/programs/{Program}/calculate", Amount(amount))).Body["points"]);
    }

    [Theory]
    [InlineData("{}", "BAD_REQUEST")]
    [InlineData("""{"order_id":"O1"}""", "BAD_REQUEST")]
    [InlineData("""{"transaction_amount_money":{"amount":-1,"currency":"EUR"}}""", "INVALID_VALUE")]
    [InlineData("""{"transaction_amount_money":{"amount":1,"currency":"USD"}}""", "INVALID_VALUE")]
    [InlineData("""{"transaction_amount_money":{"amount":1.5,"currency":"EUR"}}""", "EXPECTED_INTEGER")]
    [InlineData("""{"transaction_amount_money":{"amount":1}}""", "MISSING_REQUIRED_PARAMETER")]
    public async Task An_amount_that_tells_no_points_is_refused(string body, string code)
    {
        await pos.GrantAsync();
        Refused(await pos.PostAsync($"/v2/loyalty/programs/{Program}/calculate", body), 400, code);
    }

    [Fact]
    public async Task A_key_moves_points_once_and_takes_no_other_body()
    {
        await pos.GrantAsync();
        var account = await OpenAsync();
        var first = await pos.PostAsync($"{Accounts}/{account}/accumulate", Points("k", 5));
        var again = await pos.PostAsync($"{Accounts}/{account}/accumulate", Points("k", 5));

        Refused(await pos.PostAsync($"{Accounts}/{account}/accumulate", Points("k", 6)), 400, "IDEMPOTENCY_KEY_REUSED");
        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
        Assert.Equal(5, Assert.Single(pos.Simulator.LoyaltyCards).Balance);
        var shown = (await pos.SendAsync("GET", $"{Accounts}/{account}")).Body["loyalty_account"]!;
        Assert.Equal((5L, 5L, true), ((long)shown["balance"]!, (long)shown["lifetime_points"]!, shown["enrolled_at"] is not null));
    }

    [Fact]
    public async Task A_key_that_is_forgotten_moves_points_again()
    {
        var forgetful = new Pos(TimeSpan.FromHours(1));
        await forgetful.GrantAsync();
        var account = (string)(await forgetful.PostAsync(Accounts, New("first"))).Body["loyalty_account"]!["id"]!;
        for (var hours = 0; hours < 2; hours++)
        {
            await forgetful.PostAsync($"{Accounts}/{account}/accumulate", Points("k", 5).Replace(pos.Location, forgetful.Location, StringComparison.Ordinal));
            forgetful.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(10, Assert.Single(forgetful.Simulator.LoyaltyCards).Balance);
    }

    [Theory]
    [InlineData("\"points\":0", "VALUE_TOO_LOW")]
    [InlineData("\"points\":-5", "VALUE_TOO_LOW")]
    [InlineData("\"points\":1.5", "EXPECTED_INTEGER")]
    [InlineData("\"points\":1,\"order_id\":\"O1\"", "BAD_REQUEST")]
    [InlineData("\"points\":1,\"loyalty_program_id\":\"P\"", "UNKNOWN_BODY_PARAMETER")]
    [InlineData("", "BAD_REQUEST")]
    public async Task Points_that_can_not_be_earned_are_refused(string points, string code)
    {
        await pos.GrantAsync();
        Refused(await pos.PostAsync($"{Accounts}/{await OpenAsync()}/accumulate", Points("k", 5).Replace("\"points\":5", points, StringComparison.Ordinal)), 400, code);
        Assert.Empty(pos.Simulator.LoyaltyMovements);
    }

    [Fact]
    public async Task A_balance_falls_below_zero_only_where_that_is_allowed()
    {
        await pos.GrantAsync();
        var account = await OpenAsync();
        await pos.PostAsync($"{Accounts}/{account}/accumulate", Points("k", 5));
        pos.Simulator.SpendPoints(account, 3);

        Refused(await pos.PostAsync($"{Accounts}/{account}/adjust", Moved("a", -3)), 400, "BAD_REQUEST");
        Refused(await pos.PostAsync($"{Accounts}/{account}/adjust", Moved("a", 0)), 400, "INVALID_VALUE");
        Refused(await pos.PostAsync($"{Accounts}/{account}/adjust", Moved("a", -1, new string('r', 3501))), 400, "VALUE_TOO_LONG");
        Assert.Equal(-3, (long)(await pos.PostAsync($"{Accounts}/{account}/adjust", Moved("a", -3, "A return").Replace("{\"idem", "{\"allow_negative_balance\":true,\"idem", StringComparison.Ordinal))).Body["event"]!["adjust_points"]!["points"]!);

        Assert.Equal(-1, Assert.Single(pos.Simulator.LoyaltyCards).Balance);
        Assert.Equal([("ACCUMULATE_POINTS", 5L, null), ("CREATE_REWARD", -3L, null), ("REDEEM_REWARD", 0L, null), ("ADJUST_POINTS", -3L, "A return")], pos.Simulator.LoyaltyMovements.Select(move => (move.Type, move.Points, move.Reason)));
        Assert.Throws<InvalidOperationException>(() => pos.Simulator.SpendPoints(account, 1));
    }

    [Fact]
    public async Task Events_are_found_newest_first_page_by_page_and_by_every_filter()
    {
        await pos.GrantAsync();
        var account = await OpenAsync();
        for (var number = 1; number <= 31; number++)
        {
            await pos.PostAsync($"{Accounts}/{account}/accumulate", Points($"k{number}", number));
            pos.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await pos.PostAsync($"{Accounts}/{account}/adjust", Moved("a", -1));
        var first = (await pos.PostAsync(Events, "{}")).Body;
        var second = (await pos.PostAsync(Events, $$"""{"cursor":"{{(string)first["cursor"]!}}"}""")).Body;
        Assert.Equal(("ADJUST_POINTS", 30, 2, null), ((string?)first["events"]![0]!["type"], first["events"]!.AsArray().Count, second["events"]!.AsArray().Count, (string?)second["cursor"]));
        Assert.Equal(1, (long)second["events"]![1]!["accumulate_points"]!["points"]!);

        Assert.Equal([-1L], await FoundAsync("\"type_filter\":{\"types\":[\"ADJUST_POINTS\"]}"));
        Assert.Equal([3L, 2], await FoundAsync("\"date_time_filter\":{\"created_at\":{\"start_at\":\"2026-11-02T09:01:00Z\",\"end_at\":\"2026-11-02T09:03:00Z\"}}"));
        Assert.Empty(await FoundAsync("\"loyalty_account_filter\":{\"loyalty_account_id\":\"nobody\"}"));
        Assert.Empty(await FoundAsync("\"order_filter\":{\"order_id\":\"O1\"}"));
        Assert.Empty(await FoundAsync("\"location_filter\":{\"location_ids\":[\"nowhere\"]}"));
    }

    [Theory]
    [InlineData("""{"limit":31}""", "VALUE_TOO_HIGH")]
    [InlineData("""{"cursor":"nowhere"}""", "INVALID_CURSOR")]
    [InlineData("""{"query":{"filter":{"type_filter":{"types":["GIFT"]}}}}""", "INVALID_ENUM_VALUE")]
    [InlineData("""{"query":{"filter":{"reward_filter":{}}}}""", "UNKNOWN_BODY_PARAMETER")]
    [InlineData("""{"query":{"filter":{"date_time_filter":{"created_at":{"start_at":"yesterday"}}}}}""", "INVALID_TIME")]
    public async Task A_wrong_search_of_events_is_refused(string body, string code)
    {
        await pos.GrantAsync();
        Refused(await pos.PostAsync(Events, body), 400, code);
    }

    [Fact]
    public async Task A_sale_at_the_till_earns_once()
    {
        await pos.GrantAsync();
        var account = await OpenAsync();
        var (_, variation, _) = await pos.AddAsync();
        await pos.PostAsync("/v2/inventory/changes/batch-create", $$"""{"idempotency_key":"c","changes":[{"type":"PHYSICAL_COUNT","physical_count":{"catalog_object_id":"{{variation}}","state":"IN_STOCK","location_id":"{{pos.Location}}","quantity":"4","occurred_at":"2026-11-02T09:00:00Z"} }]}""");
        var sale = pos.Simulator.Sell(new(pos.Location, null, [("A", 2, 0.50m)], 0, Cash: true));

        var earned = await pos.PostAsync($"{Accounts}/{account}/accumulate", Points("k", 5).Replace("\"points\":5", $"\"order_id\":\"{sale.Id}\"", StringComparison.Ordinal));

        Assert.Equal((19L, sale.Id), ((long)earned.Body["events"]![0]!["accumulate_points"]!["points"]!, (string?)earned.Body["events"]![0]!["accumulate_points"]!["order_id"]));
        Refused(await pos.PostAsync($"{Accounts}/{account}/accumulate", Points("other", 5).Replace("\"points\":5", $"\"order_id\":\"{sale.Id}\"", StringComparison.Ordinal)), 400, "BAD_REQUEST");
    }

    private static string New(string key, string phone = Phone) => $$"""{"idempotency_key":"{{key}}","loyalty_account":{"program_id":"{{Program}}","mapping":{"phone_number":"{{phone}}"} } }""";

    private static string Amount(long amount) => $$"""{"transaction_amount_money":{"amount":{{amount}},"currency":"EUR"} }""";

    private static string Moved(string key, long points, string? reason = null) =>
        new JsonObject { ["idempotency_key"] = key, ["adjust_points"] = reason is null ? new JsonObject { ["points"] = points } : new JsonObject { ["points"] = points, ["reason"] = reason } }.ToJsonString();

    private static void Refused((int Status, JsonObject Body) answer, int status, string code) => Assert.Equal((status, code), (answer.Status, (string?)answer.Body["errors"]?[0]?["code"]));

    private string Points(string key, long points) => $$"""{"idempotency_key":"{{key}}","location_id":"{{pos.Location}}","accumulate_points":{"points":{{points}}} }""";

    private async Task<string> OpenAsync() => (string)(await pos.PostAsync(Accounts, New("first"))).Body["loyalty_account"]!["id"]!;

    private async Task<IReadOnlyList<long>> FoundAsync(string filter) =>
        [.. ((await pos.PostAsync(Events, $$"""{"query":{"filter":{ {{filter}} } } }""")).Body["events"]?.AsArray() ?? []).Select(entry => (long)(entry!["accumulate_points"] ?? entry["adjust_points"])!["points"]!)];
}
