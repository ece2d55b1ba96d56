using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Square;

/// <summary>The customer directory refuses what the vendor refuses, entry by entry.</summary>
public sealed class SquareCustomerTests
{
    private const string Create = "/v2/customers/bulk-create";
    private const string Update = "/v2/customers/bulk-update";
    private const string Search = "/v2/customers/search";
    private readonly Pos pos = new();

    [Fact]
    public async Task A_key_makes_one_customer()
    {
        await pos.GrantAsync();

        var first = await EntryAsync(Create, "k1", """{"given_name":"Ada","email_address":"ada@example.test","reference_id":"web-1"}""");
        var again = await EntryAsync(Create, "k1", """{"given_name":"Ada","email_address":"ada@example.test","reference_id":"web-1"}""");
        var other = await EntryAsync(Create, "k1", """{"given_name":"Ada","email_address":"ada@king.test","reference_id":"web-1"}""");

        Assert.Equal((string?)first["customer"]!["id"], (string?)again["customer"]!["id"]);
        Assert.Equal((0, false), ((int)first["customer"]!["version"]!, (bool)first["customer"]!["preferences"]!["email_unsubscribed"]!));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", Code(other));
        Assert.Single(pos.Simulator.Profiles);
    }

    [Fact]
    public async Task A_profile_is_deleted_once_and_by_its_newest_version_where_one_is_named()
    {
        await pos.GrantAsync();
        var id = (string)(await EntryAsync(Create, "k1", """{"given_name":"Ada"}"""))["customer"]!["id"]!;
        Assert.Equal(409, (await pos.SendAsync("DELETE", $"/v2/customers/{id}", [], "?version=7")).Status);
        Assert.Equal(400, (await pos.SendAsync("DELETE", $"/v2/customers/{id}", [], "?force=true")).Status);
        Assert.Equal(200, (await pos.SendAsync("DELETE", $"/v2/customers/{id}", [], "?version=0")).Status);
        Assert.Empty(pos.Simulator.Profiles);
        Assert.Equal(404, (await pos.SendAsync("DELETE", $"/v2/customers/{id}", [])).Status);
    }

    [Theory]
    [InlineData("""{"given_name":"Ada","phone_number":"+4412"}""", "INVALID_PHONE_NUMBER")]
    [InlineData("""{"given_name":"Ada","phone_number":"ring me up 123456789"}""", "INVALID_PHONE_NUMBER")]
    [InlineData("""{"given_name":"Ada","email_address":"ada"}""", "INVALID_EMAIL_ADDRESS")]
    [InlineData("""{"given_name":"Ada","address":{"country":"England"}}""", "INVALID_ENUM_VALUE")]
    [InlineData("""{"note":"Nobody","reference_id":"web-1"}""", "BAD_REQUEST")]
    public async Task A_bad_entry_stands_alone(string bad, string code)
    {
        await pos.GrantAsync();

        var answer = await pos.PostAsync(Create, $$"""{"customers":{"bad":{{bad}},"good":{"given_name":"Bert"} } }""");

        Assert.Equal((200, code), (answer.Status, Code(answer.Body["responses"]!["bad"]!)));
        Assert.Equal("Bert", Assert.Single(pos.Simulator.Profiles).Name);
    }

    [Theory]
    [InlineData("given_name", 300)]
    [InlineData("reference_id", 100)]
    [InlineData("nickname", 100)]
    public async Task A_long_text_is_refused(string field, int most)
    {
        await pos.GrantAsync();
        Assert.Equal("VALUE_TOO_LONG", Code(await EntryAsync(Create, "k", $$"""{"email_address":"ada@example.test","{{field}}":"{{new string('x', most + 1)}}"}""")));
        Assert.NotNull((await EntryAsync(Create, "k", $$"""{"email_address":"ada@example.test","{{field}}":"{{new string('x', most)}}"}"""))["customer"]);
    }

    [Theory]
    [InlineData("""{"customers":{} }""")]
    [InlineData("""{"customers":[]}""")]
    [InlineData("{}")]
    [InlineData("""{"customers":{"k":{"given_name":"Ada","preferences":{"email_unsubscribed":true} } } }""")]
    [InlineData("""{"customers":{"k":{"given_name":"Ada","version":1} } }""")]
    [InlineData("""{"customers":{"k":{"given_name":7} } }""")]
    [InlineData("""{"customers":{"k":null} }""")]
    [InlineData("""{"customers":{"":{"given_name":"Ada"} } }""")]
    public async Task A_call_of_another_shape_is_refused_as_a_whole(string body)
    {
        await pos.GrantAsync();
        Assert.Equal(400, (await pos.PostAsync(Create, body)).Status);
        Assert.Empty(pos.Simulator.Profiles);
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 400)]
    public async Task A_call_takes_a_hundred(int entries, int status)
    {
        await pos.GrantAsync();
        var body = new JsonObject { ["customers"] = new JsonObject(Enumerable.Range(0, entries).Select(i => KeyValuePair.Create<string, JsonNode?>($"k{i}", new JsonObject { ["given_name"] = $"Ada {i}" }))) };
        Assert.Equal(status, (await pos.PostAsync(Create, body.ToJsonString())).Status);
        Assert.Equal(status == 200 ? entries : 0, pos.Simulator.Profiles.Count);
    }

    [Fact]
    public async Task A_change_names_the_version_that_it_was_made_for()
    {
        await pos.GrantAsync();
        var id = pos.Simulator.AddCustomer("Ada", "Lovelace", "ada@example.test", "+442079460001");

        Assert.Equal(1, (int)(await EntryAsync(Update, id, """{"family_name":"King","version":0}"""))["customer"]!["version"]!);
        Assert.Equal("CONFLICT", Code(await EntryAsync(Update, id, """{"family_name":"Byron","version":0}""")));
        Assert.Equal("INVALID_PHONE_NUMBER", Code(await EntryAsync(Update, id, """{"phone_number":"1","version":1}""")));
        Assert.Equal("NOT_FOUND", Code(await EntryAsync(Update, "nobody", """{"family_name":"Byron"}""")));
        Assert.NotNull((await EntryAsync(Update, id, """{"phone_number":null}"""))["customer"]);

        var profile = Assert.Single(pos.Simulator.Profiles);
        Assert.Equal(("Ada King", "", 2L), (profile.Name, profile.Phone, profile.Version));
    }

    [Theory]
    [InlineData("""{"email_address":{"exact":"ADA@example.test"}}""", 1)]
    [InlineData("""{"email_address":{"exact":"ada@example"}}""", 0)]
    [InlineData("""{"phone_number":{"exact":"+44 (20) 7946-0001"}}""", 1)]
    [InlineData("""{"phone_number":{"exact":"+442079460002"}}""", 0)]
    [InlineData("""{"reference_id":{"exact":"WEB-1"}}""", 1)]
    [InlineData("""{"reference_id":{"exact":"web"}}""", 0)]
    [InlineData("""{"reference_id":{"exact":"web-1"},"email_address":{"exact":"bert@example.test"}}""", 0)]
    public async Task A_search_is_exact(string filter, int found)
    {
        await pos.GrantAsync();
        await EntryAsync(Create, "k1", """{"given_name":"Ada","email_address":"ada@example.test","phone_number":"+44 20 7946 0001","reference_id":"web-1"}""");
        await EntryAsync(Create, "k2", """{"given_name":"Bert","email_address":"bert@example.test","phone_number":"020 7946 0002"}""");
        Assert.Equal(found, await CountAsync(filter));
    }

    [Fact]
    public async Task A_number_without_country_can_not_be_searched_for()
    {
        await pos.GrantAsync();
        Assert.Equal(400, (await pos.PostAsync(Search, """{"query":{"filter":{"phone_number":{"exact":"020 7946 0001"} } } }""")).Status);
    }

    [Fact]
    public async Task A_deleted_customer_is_gone()
    {
        await pos.GrantAsync();
        var id = pos.Simulator.AddCustomer("Ada", "Lovelace", "ada@example.test", "");
        Assert.True(pos.Simulator.DeleteCustomer(id));
        Assert.Equal(0, await CountAsync("""{"email_address":{"exact":"ada@example.test"}}"""));
    }

    private static string? Code(JsonNode entry) => (string?)entry["errors"]?[0]!["code"];

    private async Task<JsonNode> EntryAsync(string path, string key, string entry) => (await pos.PostAsync(path, $$"""{"customers":{"{{key}}":{{entry}} } }""")).Body["responses"]![key]!;

    private async Task<int> CountAsync(string filter) => ((await pos.PostAsync(Search, $$"""{"query":{"filter":{{filter}} } }""")).Body["customers"] as JsonArray)?.Count ?? 0;
}
