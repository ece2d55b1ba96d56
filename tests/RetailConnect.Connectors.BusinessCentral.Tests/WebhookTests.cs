using System.Text;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class WebhookTests
{
    private const string Item = "10000000-0000-0000-0000-000000000001";
    private static readonly Uri Address = new("https://sync.example/hooks/erp");

    private static WebhookVerdict Verify(Wire wire, string body, string query = "", Action<BusinessCentralOptions>? change = null) => wire.Open(change).Part<IWebhookVerifier>()!.Verify(
        new(new Uri(Address, query), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), Encoding.UTF8.GetBytes(body)));

    private static string Notice(string resource, string type = "updated", string state = Wire.ClientState, string at = "2026-11-23T08:00:00Z") =>
        $$"""{"subscriptionId":"s1","clientState":"{{state}}","expirationDateTime":"2026-11-26T08:00:00Z","resource":"{{resource}}","changeType":"{{type}}","lastModifiedDateTime":"{{at}}"}""";

    private static string Body(params string[] notices) => $$"""{"value":[{{string.Join(',', notices)}}]}""";

    [Fact]
    public async Task Notices_become_hints()
    {
        await using var wire = new Wire();
        var verdict = Verify(wire, Body(
            Notice($"https://api.businesscentral.dynamics.com/v2.0/x/api/v2.0/companies({Wire.Company})/items({Item})"),
            Notice($"companies({Wire.Company})/customers({Item})", "deleted"),
            Notice($"companies({Wire.Company})/items?$filter=lastModifiedDateTime%20gt%202026", "collection"),
            Notice($"companies({Wire.Company})/vendors({Item})"),
            Notice($"companies({Guid.Empty})/items({Item})"),
            Notice("nonsense")));

        Assert.Equal((200, null), (verdict.Status, verdict.Reason));
        Assert.Equal([(EntityType.Product, Item), (EntityType.Customer, Item), (EntityType.Product, null)], verdict.Hints.Select(hint => (hint.Type, hint.Entity?.Value)));
        Assert.Equal(3, verdict.Hints.Select(hint => hint.Key).Distinct().Count());
    }

    [Fact]
    public async Task Key_is_the_same_for_a_repeated_notice_and_another_for_a_later_one()
    {
        await using var wire = new Wire();
        string Key(string at) => Verify(wire, Body(Notice($"companies({Wire.Company})/items({Item})", at: at))).Hints[0].Key;

        Assert.Equal(Key("2026-11-23T08:00:00Z"), Key("2026-11-23T08:00:00Z"));
        Assert.NotEqual(Key("2026-11-23T08:00:00Z"), Key("2026-11-23T08:00:01Z"));
    }

    [Theory]
    [InlineData("{\"value\":[{\"clientState\":\"wrong\",\"resource\":\"companies(c0c0c0c0-0000-0000-0000-000000000001)/items\"}]}", "bad-client-state")]
    [InlineData("{\"value\":[{\"resource\":\"companies(c0c0c0c0-0000-0000-0000-000000000001)/items\"}]}", "bad-client-state")]
    [InlineData("{\"value\":[null]}", "malformed")]
    [InlineData("{\"value\":7}", "malformed")]
    [InlineData("{}", "malformed")]
    [InlineData("null", "malformed")]
    [InlineData("{\"value\":[", "malformed")]
    [InlineData("", "malformed")]
    [InlineData("\u0001\uFFFD", "malformed")]
    public async Task Bad_notices_are_quarantined_and_never_refused(string body, string reason)
    {
        await using var wire = new Wire();
        var verdict = Verify(wire, body);
        Assert.Equal((202, reason), (verdict.Status, verdict.Reason));
        Assert.Empty(verdict.Hints);
    }

    [Fact]
    public async Task One_forged_notice_taints_the_whole_body()
    {
        await using var wire = new Wire();
        var resource = $"companies({Wire.Company})/items({Item})";
        Assert.Empty(Verify(wire, Body(Notice(resource), Notice(resource, state: "forged"))).Hints);
    }

    [Fact]
    public async Task Oversized_notice_is_quarantined()
    {
        await using var wire = new Wire();
        Assert.Equal("too-large", Verify(wire, new string(' ', 2000), change: options => options.MaxWebhookBytes = 1024).Reason);
    }

    [Fact]
    public async Task Without_a_client_state_nothing_is_trusted()
    {
        await using var wire = new Wire();
        var verdict = Verify(wire, Body(Notice($"companies({Wire.Company})/items({Item})", state: "")), change: options => options.WebhookClientState = null);
        Assert.Equal("bad-client-state", verdict.Reason);
    }

    [Theory]
    [InlineData("?validationToken=abc%2Bdef%3D", "abc+def=")]
    [InlineData("?a=1&ValidationToken=x", "x")]
    public async Task Handshake_is_answered_with_the_token(string query, string token)
    {
        await using var wire = new Wire();
        var verdict = Verify(wire, "", query);
        Assert.Equal((200, token), (verdict.Status, verdict.Reply));
    }

    [Theory]
    [InlineData("?validationToken=")]
    [InlineData("?validationToken=a%0D%0Ab")]
    [InlineData(null)]
    public async Task Strange_handshake_is_quarantined(string? query)
    {
        await using var wire = new Wire();
        var verdict = Verify(wire, "", query ?? $"?validationToken={new string('x', 3000)}");
        Assert.Equal((202, "bad-handshake", null), (verdict.Status, verdict.Reason, verdict.Reply));
    }
}
