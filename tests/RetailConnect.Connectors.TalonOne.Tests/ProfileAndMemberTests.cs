using Microsoft.Extensions.Options;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests;

public sealed class ProfileAndMemberTests
{
    private const string Balances = "/v1/loyalty_programs/5/profile/m-1/balances";
    private const string Transactions = "/v1/loyalty_programs/5/profile/m-1/transactions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<WriteReceipt> Save(Wire wire, Customer customer, string? target = null, Action<TalonOneOptions>? change = null)
    {
        var envelope = TestConnection.Envelope("web", Wire.Name, Change.Upserted(customer.Id, "1", customer), "web-cust/1", target);
        return Assert.Single(await wire.Open(change).Part<IBatchSink<Customer>>()!.WriteBatchAsync([envelope], Token)).Receipt!;
    }

    [Fact]
    public async Task Customer_becomes_a_profile_under_the_canonical_id()
    {
        await using var wire = new Wire().Answer("PUT", "/v2/customer_profiles/web-cust/1", "{}");

        var receipt = await Save(wire, new() { Id = "1", FirstName = "Ada", LastName = "Lovelace 👑", Email = "ada@example.com", Phone = "+44", Address = new() { CountryCode = "GB", City = "London" } });

        Assert.Equal("web-cust/1", receipt.Id.Value);
        Snapshot.MatchText(Assert.Single(wire.Bodies("PUT")), "profile");
        Assert.StartsWith("PUT /v2/customer_profiles/web-cust%2F1", Assert.Single(wire.Sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_that_the_settings_do_not_name_are_not_sent()
    {
        await using var wire = new Wire().Answer("PUT", "/v2/customer_profiles/m-1", "{}");
        await Save(wire, new() { Id = "1", LastName = "Lovelace", Email = "ada@example.com" }, "m-1", options => options.NameAttribute = options.EmailAttribute = "");
        Assert.Equal("""{"attributes":{}}""", Assert.Single(wire.Bodies("PUT")));
    }

    [Fact]
    public async Task Member_has_balance_tier_and_movements()
    {
        await using var wire = new Wire()
            .Answer("GET", Balances, """{"balance":{"activePoints":120.5,"negativePoints":20,"currentTier":{"id":1,"name":"Gold"},"unknown":1}}""")
            .Answer("GET", Transactions, """{"data":[{"id":1,"transactionUUID":"u-1","created":"2026-11-22T10:00:00Z","type":"addition","amount":130,"customerSessionId":"web-5001"},{"id":2,"created":"2026-11-22T11:00:00Z","type":"subtraction","amount":9.5}]}""");

        var member = Assert.Single(await wire.Open().Part<IEntitySource<LoyaltyMember>>()!.ReadAsync(["m-1"], Token));

        Snapshot.Match(member.Value!, "member");
        Assert.Equal([$"GET {Balances}?includeTiers=true", $"GET {Transactions}?pageSize=50&skip=0"], wire.Sent);
    }

    [Fact]
    public async Task Unknown_member_is_left_out()
    {
        await using var wire = new Wire().Answer("GET", Balances, """{"message":"no such profile"}""", 404);
        Assert.Empty(await wire.Open().Part<IEntitySource<LoyaltyMember>>()!.ReadAsync(["m-1"], Token));
    }

    [Fact]
    public async Task Unknown_kind_of_movement_is_a_fault_of_that_member()
    {
        await using var wire = new Wire().Answer("GET", Balances, """{"balance":{"activePoints":1}}""").Answer("GET", Transactions, """{"data":[{"id":1,"created":"2026-11-22T10:00:00Z","type":"gift","amount":1}]}""");
        Assert.Equal(Reasons.UnknownValue, Assert.Single(await wire.Open().Part<IEntitySource<LoyaltyMember>>()!.ReadAsync(["m-1"], Token)).Fault!.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"balance\":")]
    public async Task Answer_that_is_none_is_transient(string body)
    {
        await using var wire = new Wire().Answer("GET", Balances, body);
        Assert.Equal(FaultKind.Transient, (await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IEntitySource<LoyaltyMember>>()!.ReadAsync(["m-1"], Token))).Kind);
    }

    [Theory]
    [InlineData("BaseAddress")]
    [InlineData("ApiKey")]
    [InlineData("LoyaltyProgramId")]
    [InlineData("AtOnce")]
    public void Wrong_setting_is_named(string setting)
    {
        var options = new TalonOneOptions { BaseAddress = new("https://northwind.talon.one"), ApiKey = Wire.Key, LoyaltyProgramId = 5 };
        var property = typeof(TalonOneOptions).GetProperty(setting)!;
        property.SetValue(options, setting switch { "BaseAddress" => null, "ApiKey" => "short", "AtOnce" => 0, _ => 0L });

        var failure = Assert.Throws<OptionsValidationException>(() => TestConnection.Open<TalonOneConnector, TalonOneOptions>("club", options, new MemoryCrosswalk()));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Key, $"{failure.Message}{options}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_declares_what_it_can_do()
    {
        await using var wire = new Wire();
        var sinks = wire.Open().Capabilities.OfType<SinkCapability>().Select(sink => (sink.Type, sink.Proof));
        Assert.Equal([(EntityType.Customer, WriteProof.NaturalUpsert), (EntityType.Order, WriteProof.NaturalUpsert), (EntityType.Return, WriteProof.NativeKey)], sinks);
    }
}
