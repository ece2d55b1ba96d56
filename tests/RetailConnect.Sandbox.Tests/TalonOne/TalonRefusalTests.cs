using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.TalonOne;

public sealed class TalonRefusalTests
{
    private const string Profile = "/v2/customer_profiles/anna";
    private const string Movements = "/v1/loyalty_programs/1/profile/anna/transactions";

    [Fact]
    public async Task A_profile_without_points_has_a_balance()
    {
        var club = new Club();
        Assert.Equal(404, (await club.BalancesAsync()).Status);

        Assert.Equal(200, (await club.SendAsync("PUT", Profile, "{}")).Status);
        await club.SaveAsync(Club.Session("open", ""","profileId":"bernd" """));

        foreach (var profile in (string[])["anna", "bernd"])
        {
            var (status, answer) = await club.BalancesAsync(profile, "?includeTiers=true");
            Assert.Equal((200, 0m, 0m), (status, (decimal)answer["balance"]!["activePoints"]!, (decimal)answer["balance"]!["negativePoints"]!));
            var (known, movements) = await club.ReadAsync($"/v1/loyalty_programs/1/profile/{profile}/transactions");
            Assert.Equal((200, false, 0), (known, (bool)movements["hasMore"]!, movements["data"]!.AsArray().Count));
        }
    }

    [Fact]
    public async Task Data_of_a_customer_are_deleted_and_the_profile_and_its_points_stay()
    {
        var club = new Club();
        Assert.Equal(404, await club.StatusAsync("DELETE", "/v1/customer_data/anna", ""));
        Assert.Equal(200, (await club.SendAsync("PUT", Profile, """{"attributes":{"Email":"anna@example.test"}}""")).Status);
        await club.SaveAsync(Club.Closed());
        Assert.Equal(400, await club.StatusAsync("DELETE", "/v1/customer_data/anna", "", "?force=true"));
        Assert.Equal(204, await club.StatusAsync("DELETE", "/v1/customer_data/anna", ""));
        Assert.Equal(204, await club.StatusAsync("DELETE", "/v1/customer_data/anna", ""));
        Assert.Empty(club.Simulator.AttributesOf("anna"));
        Assert.Equal(25m, await club.PointsAsync());
    }

    [Fact]
    public async Task A_dry_profile_is_not_created()
    {
        var club = new Club();

        Assert.Equal(200, (await club.SendAsync("PUT", Profile, """{"attributes":{"Email":"anna@example.test"}}""", "?runRuleEngine=true&dry=true")).Status);
        Assert.Equal(400, (await club.SendAsync("PUT", Profile, "{}", "?dry=true")).Status);

        Assert.Empty(club.Simulator.Profiles);
    }

    [Theory]
    [InlineData("""{"attributes":5}""")]
    [InlineData("""{"attributes":[]}""")]
    [InlineData("""{"attributes":{"Email":7}}""")]
    [InlineData("""{"attributes":{"Shoe":"42"}}""")]
    [InlineData("""{"attributes":{"Email":"a@example.test","Shoe":"42"}}""")]
    [InlineData("""{"attributes":{},"attributes":{}}""")]
    [InlineData("""{"attributes":{"Email":"a@example.test","Email":"b@example.test"}}""")]
    [InlineData("""{"attributes":{"Email":"\ud800"}}""")]
    [InlineData("""{"evaluableCampaignIds":[1e400]}""")]
    [InlineData("""{"evaluableCampaignIds":[1.5]}""")]
    [InlineData("""{"audiencesChanges":{"adds":[1],"deletes":[]}}""")]
    [InlineData("""{"responseContent":["loyalty"]}""")]
    [InlineData("""{"unknown":1}""")]
    [InlineData("""{"attributes":{}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_wrong_profile_is_refused(string body)
    {
        var club = new Club();

        var (status, answer) = await club.SendAsync("PUT", Profile, body);

        Assert.Equal((400, 400), (status, (int)answer["StatusCode"]!));
        Assert.Empty(club.Simulator.Profiles);
    }

    [Theory]
    [InlineData("\"quantity\":1e400")]
    [InlineData("\"quantity\":1.5")]
    [InlineData("\"quantity\":99999999999999999999")]
    [InlineData("\"quantity\":9223372036854775807")]
    [InlineData("\"quantity\":\"1\"")]
    [InlineData("\"quantity\":1,\"quantity\":1")]
    [InlineData("\"quantity\":1,\"price\":1e400")]
    [InlineData("\"quantity\":1,\"price\":7e28")]
    [InlineData("\"quantity\":1,\"attributes\":[]")]
    [InlineData("\"quantity\":1,\"additionalCosts\":\"x\"")]
    [InlineData("\"quantity\":1,\"product\":{}")]
    [InlineData("\"quantity\":1,\"position\":1")]
    public async Task A_wrong_cart_is_refused(string field)
    {
        var club = new Club();
        var price = field.Contains("price", StringComparison.Ordinal) ? "" : "\"price\":1,";

        var (status, _) = await club.SaveAsync(Club.Session("closed", $$$""","profileId":"anna","cartItems":[{"sku":"A",{{{price}}}{{{field}}}}]"""));

        Assert.Equal(400, status);
        Assert.Empty(club.Simulator.Sessions);
    }

    [Fact]
    public async Task A_body_that_is_no_text_is_refused() =>
        Assert.Equal(400, (await new Club().SendAsync("PUT", Profile, [.. "{\"attributes\":{\"Name\":\""u8, 0xFF, .. "\"}}"u8])).Status);

    [Fact]
    public async Task A_body_that_is_too_deep_is_refused() =>
        Assert.Equal(400, (await new Club().SendAsync("PUT", Profile, $"{{\"attributes\":{new string('[', 5000)}{new string(']', 5000)}}}")).Status);

    [Theory]
    [InlineData("?page=1")]
    [InlineData("?pageSize=0")]
    [InlineData("?pageSize=1001")]
    [InlineData("?pageSize=99999999999999999999")]
    [InlineData("?pageSize=ten")]
    [InlineData("?pageSize=10&pageSize=20")]
    [InlineData("?skip=-1")]
    [InlineData("?startDate=yesterday")]
    [InlineData("?startDate=2026-01-01T00:00:00")]
    [InlineData("?loyaltyTransactionType=gift")]
    [InlineData("?awaitsActivation=false")]
    [InlineData("?%zz&=&&a=%")]
    public async Task A_wrong_query_of_movements_is_refused(string query)
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());

        Assert.Equal(400, (await club.ReadAsync(Movements, query)).Status);
    }

    [Theory]
    [InlineData("GET", "/v2/customer_sessions/s1", "?dry=true")]
    [InlineData("GET", "/v1/loyalty_programs/1/profile/anna/balances", "?pageSize=1")]
    [InlineData("GET", "/v1/loyalty_programs/one/profile/anna/balances", "")]
    [InlineData("PUT", "/v2/customer_sessions/s1", "?runRuleEngine=true")]
    [InlineData("PUT", "/v2/customer_profiles/anna", "?force=true")]
    [InlineData("POST", "/v2/customer_sessions/s1/returns", "?force=true")]
    public async Task An_unknown_parameter_is_refused(string method, string path, string query)
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());

        Assert.Equal(400, (await club.SendAsync(method, path, method is "GET" ? "" : path.EndsWith("s1", StringComparison.Ordinal) ? Club.Closed() : "{}", query)).Status);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("?pageSize=1", 1)]
    [InlineData("?skip=9223372036854775807", 0)]
    [InlineData("?customerSessionIDs=s1", 1)]
    [InlineData("?customerSessionIDs=s1&customerSessionIDs=s2", 2)]
    [InlineData("?transactionUUIDs=none", 0)]
    [InlineData("?subledgerId=other", 0)]
    [InlineData("?loyaltyTransactionType=session", 2)]
    [InlineData("?loyaltyTransactionType=manual", 0)]
    [InlineData("?awaitsActivation=true", 0)]
    [InlineData("?startDate=2026-11-02T09:30:00Z", 1)]
    [InlineData("?startDate=2026-11-02T11:30:00%2B02:00", 1)]
    [InlineData("?endDate=2026-11-02T09:30:00Z", 1)]
    [InlineData("?startDate=2026-11-03", 0)]
    public async Task Movements_are_filtered(string query, int expected)
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());
        club.Time.Advance(TimeSpan.FromHours(1));
        await club.SaveAsync(Club.Closed(), id: "s2");

        var (status, answer) = await club.ReadAsync(Movements, query);

        Assert.Equal((200, expected), (status, ((JsonArray)answer["data"]!).Count));
    }

    [Fact]
    public async Task A_balance_is_of_the_moment_that_is_asked_for()
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());
        club.Time.Advance(TimeSpan.FromDays(1));
        await club.SaveAsync(Club.Closed(), id: "s2");

        Assert.Equal(25, (int)(await club.BalancesAsync(query: "?endDate=2026-11-03")).Body["balance"]!["activePoints"]!);
        Assert.Equal(50, await club.PointsAsync());
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "")]
    [InlineData("PUT", "/v2/customer_sessions/")]
    [InlineData("PUT", "//v2/customer_sessions/s1")]
    [InlineData("PATCH", "/v2/customer_sessions/s1")]
    [InlineData("GET", "/v1/loyalty_programs/2/profile/anna/balances")]
    [InlineData("GET", "/v1/loyalty_programs/1/profile/nobody/balances")]
    public async Task What_is_not_there_is_not_found(string method, string path)
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());

        Assert.Equal(404, (await club.SendAsync(method, path, Club.Closed())).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ApiKey-v1 wrong")]
    [InlineData("Bearer sandbox-talon-integration-key-0001")]
    public async Task A_wrong_key_is_refused(string? authorization)
    {
        var headers = new Dictionary<string, string>();
        if (authorization is not null)
        {
            headers["Authorization"] = authorization;
        }

        var response = await new Club().Simulator.HandleAsync(new("GET", "/v2/customer_sessions/s1", "", headers, default), TestContext.Current.CancellationToken);

        Assert.Equal(401, response.Status);
    }
}
