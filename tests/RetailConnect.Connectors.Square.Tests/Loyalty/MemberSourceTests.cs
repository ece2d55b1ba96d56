using Microsoft.Extensions.Options;
using RetailConnect.Connectors.Square.Loyalty;
using static RetailConnect.Connectors.Square.Tests.Loyalty.Programme;

namespace RetailConnect.Connectors.Square.Tests.Loyalty;

public sealed class MemberSourceTests
{
    private const string Account = """{"loyalty_account":{"id":"A1","program_id":"P1","balance":-4,"lifetime_points":30}}""";

    private static async Task<IReadOnlyList<Change<LoyaltyMember>>> Read(Wire wire, string id = "A1", Action<SquareLoyaltyOptions>? change = null) =>
        await wire.OpenClub(change).Part<IEntitySource<LoyaltyMember>>()!.ReadAsync([id], Wire.Token);

    private static string Event(string id, string type, string field, string content) =>
        $$"""{"id":"{{id}}","type":"{{type}}","created_at":"2026-11-22T10:00:00Z","loyalty_account_id":"A1","source":"SQUARE","{{field}}":{{content}}}""";

    [Theory]
    [InlineData("A1")]
    [InlineData("A1/web-C2")]
    public async Task Member_has_balance_and_movements(string id)
    {
        await using var wire = new Wire().Answer("GET", $"{Accounts}/A1", Account).Post(Events, List(
            Accumulated("E1", 20, ",\"order_id\":\"SQ1\""), Event("E2", "ACCUMULATE_PROMOTION_POINTS", "accumulate_promotion_points", """{"points":5,"order_id":"SQ1"}"""),
            Event("E3", "CREATE_REWARD", "create_reward", """{"points":-10}"""), Event("E4", "CREATE_REWARD", "create_reward", """{"points":9}"""), Event("E5", "DELETE_REWARD", "delete_reward", """{"points":10}"""),
            Event("E6", "REDEEM_REWARD", "redeem_reward", """{"order_id":"SQ2"}"""), Adjusted("E7", -3, "By hand"), Event("E8", "EXPIRE_POINTS", "expire_points", """{"points":2}"""), Event("E9", "OTHER", "other_event", """{"points":-1}""")));

        var member = Assert.Single(await Read(wire, id)).Value!;

        Assert.Equal((id, -4m, null), (member.Id.Value, member.Balance, member.Tier));
        Assert.Equal(
            [("E1", 20m, "SQ1"), ("E2", 5m, "SQ1"), ("E3", -10m, null), ("E4", -9m, null), ("E5", 10m, null), ("E7", -3m, null), ("E8", -2m, null), ("E9", -1m, null)],
            member.Transactions.Select(moved => (moved.Id.Value, moved.Points, moved.Document)));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), member.Transactions[1].At);
    }

    [Fact]
    public async Task As_many_movements_are_read_as_the_settings_say()
    {
        await using var wire = new Wire().Answer("GET", $"{Accounts}/A1", Account)
            .Post(Events, $$"""{"events":[{{string.Join(',', Enumerable.Range(0, 30).Select(number => Accumulated($"E{number}", 1)))}}],"cursor":"next"}""")
            .Post(Events, $$"""{"events":[{{string.Join(',', Enumerable.Range(30, 30).Select(number => Accumulated($"E{number}", 1)))}}],"cursor":"more"}""", holding: "\"cursor\":\"next\"");
        Assert.Equal(40, Assert.Single(await Read(wire, change: options => options.TransactionsPerMember = 40)).Value!.Transactions.Count);
        Wire.Same("""{"query":{"filter":{"loyalty_account_filter":{"loyalty_account_id":"A1"}}},"limit":30}""", wire.Bodies(Events)[0]);
    }

    [Fact]
    public async Task Unknown_member_is_left_out()
    {
        await using var wire = new Wire().Answer("GET", $"{Accounts}/A1", Wire.Error("NOT_FOUND"), status: 404);
        Assert.Empty(await Read(wire));
    }

    [Theory]
    [InlineData("""{"id":"E1","type":"GIFT_POINTS","created_at":"2026-11-22T10:00:00Z","loyalty_account_id":"A1","source":"SQUARE"}""")]
    [InlineData("""{"id":"E1","type":"OTHER","created_at":"2026-11-22T10:00:00Z","loyalty_account_id":"A1","source":"SQUARE"}""")]
    [InlineData("""{"id":"E1","type":"OTHER","created_at":"yesterday","loyalty_account_id":"A1","source":"SQUARE","other_event":{"points":1}}""")]
    public async Task Movement_that_cannot_be_told_is_a_fault_of_that_member(string entry)
    {
        await using var wire = new Wire().Answer("GET", $"{Accounts}/A1", Account).Post(Events, List(entry));
        Assert.Equal(Reasons.UnknownValue, Assert.Single(await Read(wire)).Fault!.Reason);
    }

    [Theory]
    [InlineData(nameof(SquareLoyaltyOptions.BaseAddress))]
    [InlineData(nameof(SquareLoyaltyOptions.AccessToken))]
    [InlineData(nameof(SquareLoyaltyOptions.ProgramId))]
    [InlineData(nameof(SquareLoyaltyOptions.LocationId))]
    [InlineData(nameof(SquareLoyaltyOptions.KeysRemembered))]
    [InlineData(nameof(SquareLoyaltyOptions.TransactionsPerMember))]
    [InlineData(nameof(SquareLoyaltyOptions.CallsAtOnce))]
    public void Wrong_setting_is_named(string setting)
    {
        var options = new SquareLoyaltyOptions { AccessToken = Wire.Secret, LocationId = "L1" };
        var property = typeof(SquareLoyaltyOptions).GetProperty(setting)!;
        property.SetValue(options, property.PropertyType == typeof(int) ? 0 : property.PropertyType == typeof(TimeSpan) ? TimeSpan.Zero : property.PropertyType == typeof(Uri) ? new Uri("nowhere", UriKind.Relative) : "");

        var failure = Assert.Throws<OptionsValidationException>(() => TestConnection.Open<SquareLoyaltyConnector, SquareLoyaltyOptions>(Wire.Club, options, new MemoryCrosswalk()));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Secret, $"{failure.Message}{options}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_declares_what_it_can_do()
    {
        await using var wire = new Wire();
        var sinks = wire.OpenClub().Capabilities.OfType<SinkCapability>().Select(sink => (sink.Type, sink.Proof));
        Assert.Equal([(EntityType.Customer, WriteProof.NaturalUpsert), (EntityType.Order, WriteProof.NaturalUpsert), (EntityType.Return, WriteProof.NativeKey)], sinks);
    }
}
