namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class SubscriptionTests
{
    private const string Path = "/v2.0/contoso.com/Production/api/v2.0/subscriptions";
    private static readonly Uri Address = new("https://sync.example/hooks/erp");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Row(string id, string collection, int hours, string address = "https://sync.example/hooks/erp", string state = Wire.ClientState) =>
        $$"""{"@odata.etag":"W/\"e{{id}}\"","subscriptionId":"{{id}}","notificationUrl":"{{address}}","resource":"companies({{Wire.Company}})/{{collection}}","clientState":"{{state}}","expirationDateTime":"{{Wire.Start.AddHours(hours):yyyy-MM-ddTHH:mm:ssZ}}"}""";

    private static ValueTask<TimeSpan> Ensure(Wire wire) => wire.Open().Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Token);

    [Fact]
    public async Task Missing_subscriptions_are_created()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Path, Wire.Page(Row("other", "items", 70, "https://elsewhere.example/")));
        wire.Answer("POST", Path, Row("new", "items", 72), 201);

        Assert.Equal(TimeSpan.FromHours(24), await Ensure(wire));
        Assert.Equal([Expected("items"), Expected("customers")], wire.Bodies("POST"));

        static string Expected(string collection) =>
            $$"""{"notificationUrl":"https://sync.example/hooks/erp","resource":"companies({{Wire.Company}})/{{collection}}","clientState":"{{Wire.ClientState}}"}""";
    }

    [Fact]
    public async Task Fresh_subscriptions_are_left_alone()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Path, Wire.Page($"{Row("a", "items", 60)},{Row("b", "customers", 48)}"));
        Assert.Equal(TimeSpan.FromHours(16), await Ensure(wire));
    }

    [Fact]
    public async Task Subscription_that_ends_soon_is_renewed_under_its_etag()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Path, Wire.Page($"{Row("a", "items", 20)},{Row("b", "customers", 60)}"));
        wire.Answer("PATCH", $"{Path}('a')", "", 204);

        Assert.Equal(TimeSpan.FromHours(20), await Ensure(wire));
        Assert.Equal("W/\"ea\"", wire.Header("PATCH", "If-Match"));
    }

    [Fact]
    public async Task Subscription_with_an_old_client_state_is_renewed()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Path, Wire.Page($"{Row("a", "items", 70, state: "the-old-client-state")},{Row("b", "customers", 60)}"));
        wire.Answer("PATCH", $"{Path}('a')", Row("a", "items", 72));

        await Ensure(wire);

        Assert.Contains(Wire.ClientState, Assert.Single(wire.Bodies("PATCH")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscription_that_moved_while_it_was_renewed_is_renewed_under_its_new_etag()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Path, Wire.Page($"{Row("a", "items", 20)},{Row("b", "customers", 60)}"), to: "moved");
        wire.Answer("GET", Path, Wire.Page($"{Row("a", "items", 20).Replace("ea", "moved", StringComparison.Ordinal)},{Row("b", "customers", 60)}"), from: "moved");
        wire.Answer("PATCH", $"{Path}('a')", """{"error":{"code":"Request_EntityChanged","message":"Somebody else changed it."}}""", 409, to: "refused");
        wire.Answer("PATCH", $"{Path}('a')", "", 204, from: "refused");

        Assert.Equal(TimeSpan.FromHours(20), await Ensure(wire));
        Assert.Equal("W/\"moved\"", wire.Header("PATCH", "If-Match"));
    }

    [Fact]
    public async Task Subscription_that_vanished_while_it_was_renewed_is_created()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Path, Wire.Page($"{Row("a", "items", 1)},{Row("b", "customers", 60)}"), to: "gone");
        wire.Answer("GET", Path, Wire.Page(Row("b", "customers", 60)), from: "gone");
        wire.Answer("PATCH", $"{Path}('a')", """{"error":{"code":"BadRequest_ResourceNotFound","message":"gone"}}""", 404);
        wire.Answer("POST", Path, Row("c", "items", 72), 201);

        Assert.Equal(TimeSpan.FromHours(20), await Ensure(wire));
    }

    [Fact]
    public async Task Without_a_client_state_nothing_is_subscribed_to_and_nothing_is_asked()
    {
        await using var wire = new Wire();
        Assert.True(await wire.Open(options => options.WebhookClientState = null).Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Token) > TimeSpan.FromHours(1));
        Assert.Empty(wire.Sent);
    }
}
