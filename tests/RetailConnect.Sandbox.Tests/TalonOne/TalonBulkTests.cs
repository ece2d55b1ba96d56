using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.TalonOne;

public sealed class TalonBulkTests
{
    private const string Bulk = "/v2/customer_profiles";
    private const string Two = """{"customerProfiles":[{"integrationId":"anna","attributes":{"Email":"anna@example.test"}},{"integrationId":"bernd"}]}""";

    [Fact]
    public async Task Several_profiles_are_saved_without_an_answer()
    {
        var club = new Club();

        Assert.Equal(204, await StatusAsync(club, Two));

        Assert.Equal([("anna", "anna@example.test"), ("bernd", "")], club.Simulator.Profiles.Select(profile => (profile.Id, profile.Email)));
        Assert.Equal((200, 0m), ((await club.BalancesAsync()).Status, await club.PointsAsync()));
    }

    [Fact]
    public async Task The_answer_holds_the_profiles_that_are_asked_for()
    {
        var club = new Club();
        await club.SaveAsync(Club.Closed());

        var (status, answer) = await club.SendAsync("PUT", Bulk, Two, "?silent=no");

        Assert.Equal(200, status);
        var profiles = answer["integrationStates"]!.AsArray().Select(state => state!["customerProfile"]!).ToList();
        Assert.Equal([("anna", 1, 25.5m), ("bernd", 0, 0m)], profiles.Select(profile => ((string)profile["integrationId"]!, (int)profile["closedSessions"]!, (decimal)profile["totalSales"]!)));
        Assert.Equal("anna@example.test", (string?)profiles[0]["attributes"]!["Email"]);
    }

    [Fact]
    public async Task What_is_not_named_stays()
    {
        var club = new Club();
        await StatusAsync(club, Two);

        await StatusAsync(club, """{"customerProfiles":[{"integrationId":"anna","attributes":{"Name":"Anna"}}]}""");

        Assert.Equal([("Email", "anna@example.test"), ("Name", "Anna")], club.Simulator.AttributesOf("anna").Select(attribute => (attribute.Key, attribute.Value)));
        Assert.Empty(club.Simulator.AttributesOf("nobody"));
    }

    [Theory]
    [InlineData("""{"customerProfiles":[{"integrationId":"anna"},{"integrationId":"bernd","attributes":{"Shoe":"42"}}]}""")]
    [InlineData("""{"customerProfiles":[{"integrationId":"anna"},{"integrationId":"bernd","attributes":{"Email":7}}]}""")]
    [InlineData("""{"customerProfiles":[{"integrationId":"anna"},{"integrationId":"anna"}]}""")]
    [InlineData("""{"customerProfiles":[{"integrationId":"anna"},{"attributes":{}}]}""")]
    [InlineData("""{"customerProfiles":[{"integrationId":"anna"},{"integrationId":""}]}""")]
    [InlineData("""{"customerProfiles":[{"integrationId":"anna","audiencesChanges":{}}]}""")]
    [InlineData("""{"customerProfiles":{"integrationId":"anna"}}""")]
    [InlineData("""{"customerProfiles":[]}""")]
    [InlineData("{}")]
    public async Task A_call_with_a_wrong_profile_saves_none(string body)
    {
        var club = new Club();

        Assert.Equal(400, await StatusAsync(club, body));

        Assert.Empty(club.Simulator.Profiles);
    }

    [Theory]
    [InlineData(1000, 204)]
    [InlineData(1001, 400)]
    public async Task A_call_takes_a_thousand(int profiles, int status)
    {
        var club = new Club();
        var body = new JsonObject { ["customerProfiles"] = new JsonArray([.. Enumerable.Range(0, profiles).Select(i => new JsonObject { ["integrationId"] = $"p{i}" })]) };

        Assert.Equal(status, await StatusAsync(club, body.ToJsonString()));

        Assert.Equal(status == 204 ? profiles : 0, club.Simulator.Profiles.Count);
    }

    [Theory]
    [InlineData("?silent=true")]
    [InlineData("?silent=")]
    [InlineData("?runRuleEngine=true")]
    public async Task A_wrong_query_is_refused(string query)
    {
        var club = new Club();

        Assert.Equal(400, await StatusAsync(club, Two, query));

        Assert.Empty(club.Simulator.Profiles);
    }

    private static async Task<int> StatusAsync(Club club, string body, string query = "") => await club.StatusAsync("PUT", Bulk, body, query);
}
