using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.TalonOne;

public sealed class TalonSessionTests
{
    [Theory]
    [InlineData("open", "closed", true)]
    [InlineData("open", "cancelled", true)]
    [InlineData("closed", "cancelled", true)]
    [InlineData("partially_returned", "cancelled", true)]
    [InlineData("new", "cancelled", false)]
    [InlineData("new", "partially_returned", false)]
    [InlineData("open", "partially_returned", false)]
    [InlineData("closed", "open", false)]
    [InlineData("closed", "partially_returned", false)]
    [InlineData("partially_returned", "open", false)]
    [InlineData("cancelled", "open", false)]
    [InlineData("cancelled", "closed", false)]
    [InlineData("cancelled", "partially_returned", false)]
    public async Task A_session_moves_as_the_contract_says(string from, string to, bool allowed)
    {
        var club = new Club();
        await BringTo(club, from);

        var (status, answer) = await club.SaveAsync(Club.Session(to));

        Assert.Equal(allowed ? 200 : 400, status);
        if (allowed)
        {
            Assert.Equal(to, (string?)answer["customerSession"]!["state"]);
        }
        else
        {
            Assert.NotNull(answer["message"]);
            Assert.Equal(from, club.Simulator.Sessions.SingleOrDefault()?.State ?? "new");
        }
    }

    [Theory]
    [InlineData("open", 0)]
    [InlineData("closed", 25)]
    [InlineData("partially_returned", 15)]
    public async Task Cancelling_takes_back_what_is_left(string from, int points)
    {
        var club = new Club();
        await BringTo(club, from);
        Assert.Equal(points, await club.PointsAsync());

        Assert.Equal(200, (await club.SaveAsync(Club.Session("cancelled"))).Status);
        Assert.Equal(200, (await club.SaveAsync(Club.Session("cancelled"))).Status);

        Assert.Equal(0, await club.PointsAsync());
    }

    [Fact]
    public async Task A_session_of_which_something_came_back_is_not_closed_again()
    {
        var club = new Club();
        await BringTo(club, "partially_returned");
        Assert.Equal(400, (await club.SaveAsync(Club.Closed())).Status);
    }

    [Fact]
    public async Task Closing_again_with_the_same_content_earns_nothing()
    {
        var club = new Club();
        await BringTo(club, "closed");
        var before = await club.PointsAsync();

        var (status, answer) = await club.SaveAsync(Club.Closed());

        Assert.Equal((200, "closed"), (status, (string)answer["customerSession"]!["state"]!));
        Assert.Equal(before, await club.PointsAsync());
        Assert.Equal(400, (await club.SaveAsync(Club.Closed("bernd"))).Status);
        Assert.Equal(400, (await club.SaveAsync(Club.Session("closed", ""","cartItems":[]"""))).Status);
    }

    [Fact]
    public async Task An_update_without_a_state_asks_for_an_open_session()
    {
        var club = new Club();
        Assert.Equal("open", (string?)(await club.SaveAsync("""{"customerSession":{}}""")).Body["customerSession"]!["state"]);
        await club.SaveAsync(Club.Closed());

        Assert.Equal(400, (await club.SaveAsync("""{"customerSession":{"profileId":"anna"}}""")).Status);
    }

    [Theory]
    [InlineData("""{"customerSession":{"state":"cancelled"}}""", "")]
    [InlineData("""{"customerSession":{"profileId":"anna","cartItems":[{"sku":"A","quantity":0,"price":1}]}}""", "")]
    [InlineData("""{"customerSession":{"profileId":"anna","cartItems":[{"sku":"A","quantity":1}]}}""", "")]
    [InlineData("""{"customerSession":{"profileId":"anna","cartItems":[{"sku":"A","quantity":6000,"price":1},{"sku":"B","quantity":6000,"price":1}]}}""", "")]
    [InlineData("""{"customerSession":{"profileId":"anna","attributes":{"ShippingCity":"Hamburg"}}}""", "")]
    [InlineData("""{"customerSession":{"profileId":"anna","additionalCosts":{"shipping":{"price":5}}}}""", "")]
    [InlineData("""{"customerSession":{"profileId":"anna"}}""", "?dry=perhaps")]
    [InlineData("""{"customerSession":{"profileId":"anna"}}""", "?now=2027-01-01")]
    [InlineData("""{"customerSession":{"profileId":"anna"}}""", "?dry=true&now=2026-01-01")]
    public async Task A_refused_update_changes_nothing(string body, string query)
    {
        var club = new Club(TimeSpan.FromMinutes(1));

        Assert.Equal(400, (await club.SaveAsync(body, query)).Status);

        Assert.Empty(club.Simulator.Sessions);
        Assert.Empty(club.Simulator.Profiles);
        Assert.Equal(404, (await club.ReadAsync("/v2/customer_sessions/s1")).Status);
        Assert.Equal(200, (await club.SaveAsync(Club.Closed())).Status);
        Assert.Equal(409, (await club.SaveAsync(Club.Closed())).Status);
    }

    [Fact]
    public async Task A_dry_update_computes_and_changes_nothing()
    {
        var club = new Club();

        var (status, answer) = await club.SaveAsync(Club.Closed(), "?dry=true");

        Assert.Equal((200, 25), (status, (int)answer["effects"]![0]!["props"]!["value"]!));
        Assert.Empty(club.Simulator.Sessions);
        Assert.Empty(club.Simulator.Profiles);

        await club.SaveAsync(Club.Closed());
        var before = await club.ReadAsync("/v2/customer_sessions/s1");
        Assert.Equal("rollbackAddedLoyaltyPoints", (string?)(await club.SaveAsync(Club.Session("cancelled"), "?dry=true")).Body["effects"]![0]!["effectType"]);
        Assert.Equal(10, (int)(await club.ReturnAsync("""[{"position":0,"quantity":1}]""", "?dry=true", "k")).Body["effects"]![0]!["props"]!["value"]!);
        Assert.Equal(before.Body.ToJsonString(), (await club.ReadAsync("/v2/customer_sessions/s1")).Body.ToJsonString());
        Assert.Equal(25, await club.PointsAsync());

        // The key of a dry return is free for the real one.
        Assert.Equal(200, (await club.ReturnAsync("""[{"position":1,"quantity":1}]""", key: "k")).Status);
    }

    [Fact]
    public async Task A_dry_update_sees_only_the_cart_that_it_sends()
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed().Replace("closed", "open", StringComparison.Ordinal));

        Assert.Empty((JsonArray)(await club.SaveAsync(Club.Session("closed"), "?dry=true")).Body["effects"]!);
        Assert.Single((JsonArray)(await club.SaveAsync(Club.Session("closed"))).Body["effects"]!);
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"position":0,"quantity":3}]""")]
    [InlineData("""[{"position":0,"quantity":2},{"position":0,"quantity":1}]""")]
    [InlineData("""[{"position":0,"quantity":-1},{"position":0,"quantity":2}]""")]
    [InlineData("""[{"position":0,"quantity":9223372036854775807},{"position":0,"quantity":9223372036854775807}]""")]
    [InlineData("""[{"position":0.5,"quantity":1}]""")]
    [InlineData("""[{"position":0,"quantity":1,"sku":"B"}]""")]
    [InlineData("""[{"position":7,"quantity":1}]""")]
    [InlineData("""[{"quantity":1}]""")]
    [InlineData("""[{"position":0}]""")]
    [InlineData("""[null]""")]
    public async Task A_refused_return_changes_nothing(string items)
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());

        Assert.Equal(400, (await club.ReturnAsync(items, key: "k")).Status);

        Assert.Equal("closed", club.Simulator.Sessions.Single().State);
        Assert.Equal(25, await club.PointsAsync());
        Assert.Equal(200, (await club.ReturnAsync("""[{"sku":"B","quantity":1}]""", key: "k")).Status);
    }

    [Fact]
    public async Task A_repeated_return_counts_once_for_a_day()
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());
        const string items = """[{"position":0,"quantity":1,"sku":"A"}]""";

        var first = await club.ReturnAsync(items, key: "k");
        var again = await club.ReturnAsync(items, key: "k");

        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
        Assert.Equal(400, (await club.ReturnAsync("""[{"position":1,"quantity":1}]""", key: "k")).Status);
        Assert.Equal(15, await club.PointsAsync());
        club.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(200, (await club.ReturnAsync(items, key: "k")).Status);
        Assert.Equal(5, await club.PointsAsync());
    }

    private static async Task BringTo(Club club, string state)
    {
        switch (state)
        {
            case "open":
                await club.SaveAsync(Club.Closed().Replace("closed", "open", StringComparison.Ordinal));
                break;
            case "closed":
                await club.SaveAsync(Club.Closed());
                break;
            case "partially_returned":
                await club.SaveAsync(Club.Closed());
                Assert.Equal(200, (await club.ReturnAsync("""[{"position":0,"quantity":1}]""")).Status);
                break;
            case "cancelled":
                await club.SaveAsync(Club.Closed());
                await club.SaveAsync(Club.Session("cancelled"));
                break;
        }
    }
}
