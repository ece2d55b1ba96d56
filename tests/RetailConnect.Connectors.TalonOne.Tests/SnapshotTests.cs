namespace RetailConnect.Connectors.TalonOne.Tests;

public sealed class SnapshotTests
{
    private const string Sessions = "/v2/customer_sessions/";
    private const string Member = "/v1/loyalty_programs/5/profile/M1/";

    private static async Task<IReadOnlyList<string>> Read<T>(Wire wire, DateTimeOffset? from, params string[] keys)
        where T : class
    {
        var page = await wire.Open().Part<ISnapshotSource<T>>()!.ReadAsync(new(null, 10) { Keys = keys, From = from }, TestContext.Current.CancellationToken);
        Assert.Null(page.Next);
        return [.. page.Observations.Select(seen => $"{seen.Key} {seen.Entity} {string.Join(" | ", seen.Fields.Select(field => $"{field.Name} {field.Value}"))}").Order(StringComparer.Ordinal)];
    }

    private static string Session(string state, string cart) => $$"""{"customerSession":{"state":"{{state}}","cartItems":[{{cart}}]},"effects":[]}""";

    private static string Movement(int id, string type, decimal amount, string more = "") =>
        $$"""{"id":{{id}},"transactionUUID":"uuid-{{id}}","created":"2026-11-20T10:00:00Z","type":"{{type}}","amount":{{amount}},"subledgerId":""{{more}}}""";

    [Fact]
    public async Task Sessions_are_shown_by_their_id_with_their_goods_and_what_came_back()
    {
        await using var wire = new Wire()
            .Answer("GET", $"{Sessions}web-1", Session("closed", """{"sku":"A","quantity":3,"price":3.3333333333333335,"position":0},{"sku":"B","quantity":1,"price":2.5,"position":1}"""))
            .Answer("GET", $"{Sessions}web-2", Session("partially_returned", """{"sku":"A","quantity":3,"price":4,"returnedQuantity":2,"position":0}"""))
            .Answer("GET", $"{Sessions}web-3", Session("cancelled", ""))
            .Answer("GET", $"{Sessions}web-4", Session("open", ""))
            .Answer("GET", $"{Sessions}web-5", """{"message":"not found"}""", 404);
        Assert.Equal(
            ["web-1 web-1 state closed | goods 12.5 | returned 0", "web-2 web-2 state closed | goods 12 | returned 2", "web-3 web-3 state cancelled | goods 0 | returned 0", "web-4 web-4 state open | goods 0 | returned 0"],
            await Read<Order>(wire, null, "web-1", "web-2", "web-3", "web-4", "web-5", "web-1"));
        Assert.Equal(5, wire.Sent.Count);
    }

    [Fact]
    public async Task A_member_is_shown_with_balance_ledger_and_the_points_of_nobody()
    {
        await using var wire = new Wire().Link(EntityType.Order, Wire.Name, "web-1", "web-1")
            .Answer("GET", $"{Member}balances", """{"balance":{"activePoints":5,"pendingPoints":2,"expiredPoints":1,"negativePoints":0,"spentPoints":9}}""")
            .Answer("GET", $"{Member}transactions", $$"""
                {"hasMore":false,"data":[{{Movement(1, "addition", 10, """, "customerSessionId":"web-1" """)}},{{Movement(2, "subtraction", 4, """, "customerSessionId":"phone-7" """)}},{{Movement(3, "addition", 2)}},
                {"id":4,"created":"2026-11-20T10:00:00Z","type":"addition","amount":100,"subledgerId":"gifts"}]}
                """)
            .Answer("GET", "/v1/loyalty_programs/5/profile/M2/balances", """{"message":"not found"}""", 404);
        Assert.Equal(["M1 M1 balance 8 | ledger 8 | of-nobody -2"], await Read<LoyaltyMember>(wire, null, "M1", "M2"));
        Assert.Contains($"GET {Member}transactions?pageSize=1000&skip=0", wire.Sent);
        Assert.Equal(["M1 M1 balance 8 | ledger 8 | of-nobody 0"], await Read<LoyaltyMember>(wire, new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), "M1"));
    }

    [Fact]
    public async Task A_balance_below_nothing_counts()
    {
        await using var wire = new Wire().Answer("GET", $"{Member}balances", """{"balance":{"activePoints":0,"negativePoints":3}}""").Answer("GET", $"{Member}transactions", """{"hasMore":false,"data":[]}""");
        Assert.Equal(["M1 M1 balance -3 | ledger 0 | of-nobody 0"], await Read<LoyaltyMember>(wire, null, "M1"));
    }

    [Fact]
    public async Task A_movement_of_an_unknown_kind_is_not_guessed()
    {
        await using var wire = new Wire().Answer("GET", $"{Member}balances", """{"balance":{"activePoints":0}}""").Answer("GET", $"{Member}transactions", $$"""{"hasMore":false,"data":[{{Movement(1, "gift", 3)}}]}""");
        Assert.Equal(Reasons.UnknownValue, (await Assert.ThrowsAsync<ConnectorException>(() => Read<LoyaltyMember>(wire, null, "M1"))).Reason);
    }
}
