using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.TalonOne.Checkout;
using RetailConnect.Http;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests;

public sealed class CheckoutTests
{
    private const string Path = "/v2/customer_sessions/pos-S1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CheckoutCart Cart => new()
    {
        Connection = "pos", Order = "S1", Customer = "C1", Lines = [new(new("A"), 2, new(10.50m, "EUR")), new(new("B"), 1, new(5, "EUR"))], Coupons = [" TEN ", "OLD", "TEN", ""], Referral = "FRIEND",
    };

    private static Wire Wired() => new Wire().Link(EntityType.Customer, "pos", "pos-C1", "C1").Link(EntityType.Customer, Wire.Name, "pos-C1", "member-1");

    private static string Effects(params string[] effects) => $$"""{"effects":[{{string.Join(',', effects)}}],"createdCoupons":[],"createdReferrals":[]}""";

    private static string Effect(string type, string props) => $$$"""{"campaignId":1,"rulesetId":1,"ruleIndex":0,"ruleName":"r","effectType":"{{{type}}}","props":{{{props}}}}""";

    private static ITalonOneCheckout Open(Wire wire, bool holds = true) => wire.Open(options => options.HoldsAtCheckout = holds).Part<ITalonOneCheckout>()!;

    [Fact]
    public async Task Preview_asks_for_an_open_session_and_keeps_nothing()
    {
        await using var wire = Wired().Answer("PUT", Path, Effects());

        await Open(wire, holds: false).PreviewAsync(Cart, Token);

        Assert.Equal($"PUT {Path}?dry=true", Assert.Single(wire.Sent));
        Assert.Equal(
            """{"customerSession":{"profileId":"member-1","state":"open","couponCodes":["TEN","OLD"],"referralCode":"FRIEND","cartItems":[{"sku":"A","quantity":2,"price":10.50},{"sku":"B","quantity":1,"price":5}]}}""",
            Assert.Single(wire.Bodies("PUT")));
    }

    [Fact]
    public async Task Hold_keeps_the_cart_and_a_repeat_sends_the_same_bytes()
    {
        await using var wire = Wired().Answer("PUT", Path, Effects());
        var checkout = Open(wire);
        await checkout.HoldAsync(Cart, Token);
        await checkout.HoldAsync(Cart, Token);
        Assert.Equal([$"PUT {Path}", $"PUT {Path}"], wire.Sent);
        Assert.Single(wire.Bodies("PUT").Distinct());
    }

    [Fact]
    public async Task Cart_without_codes_discards_those_that_were_held()
    {
        await using var wire = Wired().Answer("PUT", Path, Effects());
        await Open(wire).HoldAsync(Cart with { Coupons = [], Referral = null }, Token);
        Assert.Contains("\"couponCodes\":[],\"referralCode\":\"\"", Assert.Single(wire.Bodies("PUT")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_needs_its_setting()
    {
        await using var wire = Wired();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Open(wire, holds: false).HoldAsync(Cart, Token));
    }

    [Fact]
    public async Task Effects_become_verdicts_money_and_points()
    {
        await using var wire = Wired().Answer("PUT", Path, Effects(
            Effect("acceptCoupon", """{"value":"TEN"}"""),
            Effect("rejectCoupon", """{"value":"OLD","rejectionReason":"CouponExpired"}"""),
            Effect("rejectReferral", """{"value":"FRIEND","rejectionReason":"ReferralRecipientIdSameAsAdvocate"}"""),
            Effect("setDiscount", """{"name":"Ten off","value":2.345,"scope":"sessionTotal"}"""),
            Effect("setDiscountPerItem", """{"name":"Two for one#0","value":10.50,"position":0,"subPosition":1}"""),
            Effect("addLoyaltyPoints", """{"name":"p","programId":5,"subLedgerId":"","value":12.5,"recipientIntegrationId":"member-1","transactionUUID":"u"}"""),
            Effect("addLoyaltyPoints", """{"name":"p","programId":5,"subLedgerId":"","value":99,"recipientIntegrationId":"the-advocate","transactionUUID":"u"}"""),
            Effect("addLoyaltyPoints", """{"name":"p","programId":6,"subLedgerId":"","value":7,"recipientIntegrationId":"member-1","transactionUUID":"u"}"""),
            Effect("deductLoyaltyPoints", """{"ruleTitle":"r","programId":5,"subLedgerId":"","value":3,"transactionUUID":"u","name":"n"}"""),
            Effect("addFreeItem", """{"sku":"GIFT","name":"g"}""")));

        var answer = await Open(wire).PreviewAsync(Cart, Token);

        Assert.True(answer is { IsAnswered: true, HasMember: true });
        Assert.Equal([new("TEN", false, null), new("OLD", false, "expired"), new("FRIEND", true, "own-referral")], answer.Codes);
        Assert.Equal([new("Ten off", new(2.345m, "EUR"), null), new("Two for one#0", new(10.50m, "EUR"), 0)], answer.Discounts);
        Assert.Equal((12.5m, 3m), (answer.PointsEarned, answer.PointsSpent));
        Assert.Equal(["addFreeItem", "addLoyaltyPoints"], answer.OtherEffects);
    }

    [Fact]
    public async Task Code_without_verdict_is_not_accepted()
    {
        await using var wire = Wired().Answer("PUT", Path, Effects());
        Assert.All((await Open(wire).PreviewAsync(Cart, Token)).Codes, code => Assert.Equal((false, "no-verdict"), (code.IsAccepted, code.Reason)));
    }

    [Theory]
    [InlineData("setDiscount", """{"name":"n","value":"10"}""")]
    [InlineData("setDiscount", """{"name":"n"}""")]
    [InlineData("setDiscountPerItem", """{"name":"n","value":1,"position":2}""")]
    [InlineData("setDiscountPerItem", """{"name":"n","value":1,"position":0.5}""")]
    [InlineData("acceptCoupon", "null")]
    public async Task Amount_that_can_not_be_read_is_no_answer(string type, string props)
    {
        await using var wire = Wired().Answer("PUT", Path, Effects(Effect(type, props)));
        var answer = await Open(wire).PreviewAsync(Cart, Token);
        Assert.Equal((false, "unreadable-answer", 0), (answer.IsAnswered, answer.Reason, answer.Discounts.Count));
    }

    [Theory]
    [InlineData(400, "rejected")]
    [InlineData(401, "unauthorized")]
    [InlineData(409, "conflict")]
    [InlineData(429, "unavailable")]
    [InlineData(503, "unavailable")]
    public async Task Refusal_is_an_answer_and_no_exception(int status, string reason)
    {
        await using var wire = Wired().Answer("PUT", Path, """{"message":"No luck for ada@example.com"}""", status);
        var asked = Open(wire).HoldAsync(Cart, Token).AsTask();
        while (!asked.IsCompleted)
        {
            wire.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token));
        }

        var answer = await asked;
        Assert.Equal((false, reason), (answer.IsAnswered, answer.Reason));
        Assert.DoesNotContain("ada@", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_engine_is_an_answer_in_time()
    {
        await using var wire = Wired();
        var silent = new Silent();
        await using var connection = TestConnection.Open<TalonOneConnector, TalonOneOptions>(Wire.Name, wire.Options(), wire.Crosswalk, wire.Time, services => services.AddSingleton<IConnectionTransport>(silent));
        var asked = connection.Part<ITalonOneCheckout>()!.PreviewAsync(Cart, Token).AsTask();
        await silent.Asked.Task.WaitAsync(Token);
        wire.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("unavailable", (await asked).Reason);
    }

    [Fact]
    public async Task Caller_that_gives_up_is_told_so()
    {
        await using var wire = Wired();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Open(wire).PreviewAsync(Cart, new CancellationToken(true)));
    }

    [Fact]
    public async Task Customer_without_profile_is_nobody()
    {
        await using var wire = Wired().Answer("PUT", Path, Effects());
        Assert.False((await Open(wire).PreviewAsync(Cart with { Customer = "C2" }, Token)).HasMember);
        Assert.DoesNotContain("profileId", Assert.Single(wire.Bodies("PUT")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_cart_is_the_callers_mistake()
    {
        await using var wire = Wired();
        var checkout = Open(wire);
        CheckoutLine line = new(new("A"), 1, new(1, "EUR"));
        foreach (var lines in new CheckoutLine[][] { [], [line, line with { UnitPrice = new(1, "SEK") }], [line with { Quantity = 0 }], [line with { Sku = new(" ") }] })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await checkout.PreviewAsync(Cart with { Lines = lines }, Token));
        }
    }

    [Theory]
    [InlineData("open", null, true)]
    [InlineData("cancelled", null, false)]
    [InlineData("closed", "already-sold", false)]
    [InlineData("partially_returned", "already-sold", false)]
    [InlineData("strange", "unreadable-answer", false)]
    public async Task Only_an_open_session_is_given_up(string state, string? reason, bool cancels)
    {
        await using var wire = Wired().Answer("GET", Path, $$$"""{"customerSession":{"state":"{{{state}}}"}}""").Answer("PUT", Path, Effects());
        Assert.Equal(reason, (await Open(wire).GiveUpAsync("pos", "S1", Token)).Reason);
        Assert.Equal(cancels ? ["""{"customerSession":{"state":"cancelled"}}"""] : [], wire.Bodies("PUT"));
    }

    [Fact]
    public async Task What_was_never_held_is_given_up()
    {
        await using var wire = Wired().Answer("GET", Path, """{"message":"not found"}""", 404);
        Assert.True((await Open(wire).GiveUpAsync("pos", "S1", Token)).IsAnswered);
    }

    [Theory]
    [InlineData(true, "10.50,9,8,5")]
    [InlineData(false, "8,8,8,5")]
    public async Task Order_closes_a_held_session_at_its_prices_and_names_no_codes(bool holds, string prices)
    {
        await using var wire = Wired().Answer("PUT", Path, Effects()).Answer(
            "GET", Path, """{"customerSession":{"state":"open","couponCodes":["TEN"],"cartItems":[{"sku":"A","quantity":1,"price":9,"position":1},{"sku":"A","quantity":2,"price":10.50,"position":0}]}}""");
        MoneyPair eight = MoneyPair.Of(new(8, "EUR")), five = MoneyPair.Of(new(5, "EUR"));
        OrderLine[] lines = [new() { Id = "1", Sku = new("A"), Quantity = 2, UnitPrice = eight }, new() { Id = "2", Sku = new("A"), Quantity = 1, UnitPrice = eight }, new() { Id = "3", Sku = new("C"), Quantity = 1, UnitPrice = eight }, new() { Id = "4", Sku = new("B"), Quantity = 1, UnitPrice = five }];
        var order = new Order { Id = "S1", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Completed, Customer = new("C1"), Lines = lines, Total = MoneyPair.Of(new(37, "EUR")) };

        await wire.Open(options => options.HoldsAtCheckout = holds).Part<IChangeSink<Order>>()!.WriteAsync(TestConnection.Envelope("pos", Wire.Name, Change.Upserted(order.Id, "1", order), "pos-S1"), Token);

        var sent = System.Text.Json.Nodes.JsonNode.Parse(Assert.Single(wire.Bodies("PUT")))!["customerSession"]!.AsObject();
        Assert.Equal(prices, string.Join(',', sent["cartItems"]!.AsArray().Select(item => item!["price"]!.ToJsonString())));
        Assert.Equal((false, false, "closed"), (sent.ContainsKey("couponCodes"), sent.ContainsKey("referralCode"), (string?)sent["state"]));
        Assert.Equal(holds, wire.Sent.Contains($"GET {Path}"));
    }

    /// <summary>An engine that takes the request and says nothing.</summary>
    private sealed class Silent : HttpMessageHandler, IConnectionTransport
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HttpMessageHandler Open(ConnectionContext connection) => this;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
