using System.Text.Json.Nodes;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class CustomerSinkTests
{
    private const string Search = "/v2/customers/search";
    private const string Read = "/v2/customers/bulk-retrieve";
    private const string Create = "/v2/customers/bulk-create";
    private const string Update = "/v2/customers/bulk-update";

    private static readonly Customer Ada = new()
    {
        Id = "1", FirstName = "Ada", LastName = "Lovelace", Email = "ada@example.com", Phone = "+44 20 7946 0001", AcceptsMarketing = true, Address = new() { Line1 = "12 Crescent", City = "London", CountryCode = "GB" },
    };

    private static Envelope<Customer> Of(Customer customer, string? target = null, string? canonical = null) =>
        TestConnection.Envelope("web", Wire.Name, Change.Upserted(customer.Id, "1", customer), canonical ?? $"web-{customer.Id}", target);

    private static ValueTask<IReadOnlyList<WriteResult>> Write(Wire wire, params Envelope<Customer>[] envelopes) => wire.Open().Part<IBatchSink<Customer>>()!.WriteBatchAsync(envelopes, Wire.Token);

    private static string There(string id, int version, string more = "") =>
        $$"""{"id":"{{id}}","given_name":"Ada","family_name":"Lovelace","email_address":"ada@example.com","phone_number":"+442079460001","reference_id":"web-1","version":{{version}}{{more}}}""";

    private const string Address = ""","address":{"address_line_1":"12 Crescent","locality":"London","country":"GB"}""";

    private static string Whole(string customer) => $$"""{"customer":{{customer}} }""";

    private static string Answered(params (string Id, string Entry)[] entries) => $$"""{"responses":{ {{string.Join(',', entries.Select(entry => $"\"{entry.Id}\":{entry.Entry}"))}} } }""";

    private static string Key(string body) => JsonNode.Parse(body)!["customers"]!.AsObject().Single().Key;

    /// <summary>Answers a creation under whatever key it was sent.</summary>
    private static Wire Creating(Wire wire, string entry)
    {
        wire.AnswerWith("POST", Create, WireMock.ResponseBuilders.Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json")
            .WithBody(request => new JsonObject { ["responses"] = new JsonObject(JsonNode.Parse(request.Body!)!["customers"]!.AsObject().Select(sent => KeyValuePair.Create(sent.Key, JsonNode.Parse(entry)))) }.ToJsonString()));
        return wire;
    }

    [Fact]
    public async Task Who_is_nowhere_is_looked_for_and_made()
    {
        await using var wire = Creating(new Wire().Post(Search, "{}"), Whole(There("CUST1", 0, Address)));

        var result = Assert.Single(await Write(wire, Of(Ada)));

        Assert.Equal(("CUST1", false), (result.Receipt!.Id.Value, result.Receipt.Unchanged));
        Assert.Equal(["""{"reference_id":{"exact":"web-1"}}""", """{"email_address":{"exact":"ada@example.com"}}""", """{"phone_number":{"exact":"\u002B442079460001"}}"""],
            wire.Bodies(Search).Select(body => JsonNode.Parse(body)!["query"]!["filter"]!.ToJsonString()));
        Wire.Same("""{"given_name":"Ada","family_name":"Lovelace","email_address":"ada@example.com","phone_number":"+44 20 7946 0001","address":{"address_line_1":"12 Crescent","locality":"London","country":"GB"},"reference_id":"web-1"}""",
            JsonNode.Parse(wire.Body(Create))!["customers"]![Key(wire.Body(Create))]!.ToJsonString());
    }

    /// <summary>After a lost answer a newer content must meet the key of the older one.</summary>
    [Fact]
    public async Task The_key_of_a_new_one_is_the_persons()
    {
        await using var wire = Creating(new Wire().Post(Search, "{}"), Whole(There("CUST1", 0, Address))).Post(Update, Answered(("CUST1", Whole(There("CUST1", 1, Address)))));

        await Write(wire, Of(Ada));
        await Write(wire, Of(Ada with { LastName = "King" }));
        await Write(wire, Of(Ada, canonical: "web-2"));

        var keys = wire.Bodies(Create).Select(Key).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);

        // Square answered from its memory, with what it had made: the newer content follows.
        Assert.Equal("King", (string?)JsonNode.Parse(wire.Body(Update))!["customers"]!["CUST1"]!["family_name"]);
    }

    [Fact]
    public async Task Who_is_known_gets_only_what_differs_under_the_version_that_was_read()
    {
        await using var wire = new Wire()
            .Post(Read, Answered(("CUST1", Whole(There("CUST1", 4, ""","note":"Likes tea","address":{"address_line_1":"1 Old Street","address_line_2":"Flat 4","sublocality":"Soho","locality":"London","country":"GB"}""")))))
            .Post(Update, Answered(("CUST1", Whole(There("CUST1", 5)))));

        var result = Assert.Single(await Write(wire, Of(Ada with { FirstName = null, Email = "ada@king.example" }, "CUST1")));

        Assert.Equal(("CUST1", false), (result.Receipt!.Id.Value, result.Receipt.Unchanged));
        Wire.Same("""{"customers":{"CUST1":{"email_address":"ada@king.example","version":4,"address":{"address_line_1":"12 Crescent","address_line_2":"Flat 4","sublocality":"Soho","locality":"London","country":"GB"}}}}""", wire.Body(Update));
    }

    [Fact]
    public async Task Nothing_is_written_where_nothing_differs()
    {
        await using var wire = new Wire().Post(Read, Answered(("CUST1", Whole(There("CUST1", 4, Address)))));
        Assert.True(Assert.Single(await Write(wire, Of(Ada, "CUST1"))).Receipt!.Unchanged);
    }

    [Fact]
    public async Task A_conflict_is_read_and_compared_again_once()
    {
        await using var wire = new Wire().Post(Read, Answered(("CUST1", Whole(There("CUST1", 4, Address))))).Post(Update, Answered(("CUST1", Wire.Error("CONFLICT"))));

        var result = Assert.Single(await Write(wire, Of(Ada with { LastName = "King" }, "CUST1")));

        Assert.Equal((FaultKind.Conflict, Reasons.Conflict), (result.Fault!.Kind, result.Fault.Reason));
        Assert.Equal((2, 2), (wire.Bodies(Read).Count, wire.Bodies(Update).Count));
    }

    [Fact]
    public async Task One_that_is_refused_keeps_no_other_back()
    {
        await using var wire = new Wire().Post(Search, "{}");
        wire.AnswerWith("POST", Create, WireMock.ResponseBuilders.Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(request => new JsonObject
        {
            ["responses"] = new JsonObject(JsonNode.Parse(request.Body!)!["customers"]!.AsObject().Select(sent => KeyValuePair.Create(
                sent.Key, (string?)sent.Value!["family_name"] == "Bad" ? JsonNode.Parse("""{"errors":[{"category":"INVALID_REQUEST_ERROR","code":"INVALID_PHONE_NUMBER","detail":"Expected phone_number to be a valid phone number.","field":"phone_number"}]}""") : JsonNode.Parse(Whole(There("CUST1", 0, Address)))))),
        }.ToJsonString()));

        var results = await Write(wire, Of(Ada with { Id = "2", LastName = "Bad", Email = "bad@example.com" }), Of(Ada));

        Assert.Equal((FaultKind.Rejected, "CUST1"), (results[0].Fault!.Kind, results[1].Receipt!.Id.Value));
        Assert.Contains("INVALID_PHONE_NUMBER at phone_number", results[0].Fault!.Message, StringComparison.Ordinal);
        Assert.Single(wire.Bodies(Create));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_that_was_used_with_other_content_says_that_the_person_is_there(bool shown)
    {
        await using var wire = Creating(new Wire(), Wire.Error("IDEMPOTENCY_KEY_REUSED")).Post(Search, "{}").Post(Update, Answered(("CUST1", Whole(There("CUST1", 1)))));
        var calls = 0;
        wire.AnswerWith("POST", Search, WireMock.ResponseBuilders.Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(_ => ++calls > 3 && shown ? $$"""{"customers":[{{There("CUST1", 0)}}]}""" : "{}"));

        var result = Assert.Single(await Write(wire, Of(Ada)));

        Assert.Equal(shown ? (null, "CUST1") : (FaultKind.Transient, null), (result.Fault?.Kind, result.Receipt?.Id.Value));
        Assert.Equal(shown ? 1 : 0, wire.Bodies(Update).Count);
    }

    /// <summary>The link was lost, and everything else that could tell who it is has changed. Square's search takes no notice of case, and canonical ids do.</summary>
    [Theory]
    [InlineData("web-1", "CUST1")]
    [InlineData("WEB-1", "CUST2")]
    public async Task Who_bears_our_reference_is_the_one(string reference, string expected)
    {
        await using var wire = Creating(new Wire().Post(Search, "{}"), Whole(There("CUST2", 0, Address))).Post(Update, Answered(("CUST1", Whole(There("CUST1", 5)))))
            .Post(Search, $$"""{"customers":[{"id":"CUST1","email_address":"a.byron@example.com","reference_id":"{{reference}}","version":4}]}""", holding: "reference_id");
        Assert.Equal(expected, Assert.Single(await Write(wire, Of(Ada))).Receipt!.Id.Value);
    }

    /// <summary>Staff registered Ada: she is linked, gets what she told the shop, and keeps a reference that another system gave her.</summary>
    [Theory]
    [InlineData(""" "reference_id":"loyalty-77", """, null)]
    [InlineData("", "web-1")]
    public async Task Who_stands_at_the_till_already_is_linked(string reference, string? ours)
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Update, Answered(("CUST7", Whole(There("CUST7", 4)))))
            .Post(Search, $$"""{"customers":[{"id":"CUST7","given_name":"Ada","email_address":"Ada@Example.com",{{reference}}"version":3}]}""", holding: "email_address");

        var result = Assert.Single(await Write(wire, Of(new Customer { Id = "1", FirstName = "Ada", LastName = "Lovelace", Email = "ada@example.com" })));

        Assert.Equal("CUST7", result.Receipt!.Id.Value);
        var written = JsonNode.Parse(wire.Body(Update))!["customers"]!["CUST7"]!;
        Assert.Equal((ours, 3, null), ((string?)written["reference_id"], (int)written["version"]!, (string?)written["given_name"]));
    }

    [Fact]
    public async Task Who_is_somebody_else_by_the_crosswalk_is_not_taken()
    {
        await using var wire = Creating(new Wire().Link(EntityType.Customer, "web-9", "CUST7").Post(Search, "{}"), Whole(There("CUST1", 0, Address)))
            .Post(Search, """{"customers":[{"id":"CUST7","email_address":"ada@example.com","version":3}]}""", holding: "email_address");
        Assert.Equal("CUST1", Assert.Single(await Write(wire, Of(Ada))).Receipt!.Id.Value);
    }

    /// <summary>A number is a household's as often as a person's.</summary>
    [Theory]
    [InlineData("bert@example.com", "CUST1")]
    [InlineData("", "CUST8")]
    public async Task A_phone_number_joins_two_only_when_their_addresses_do_not_speak_against_it(string theirs, string expected)
    {
        await using var wire = Creating(new Wire().Post(Search, "{}"), Whole(There("CUST1", 0, Address))).Post(Update, Answered(("CUST8", Whole(There("CUST8", 4)))))
            .Post(Search, $$"""{"customers":[{"id":"CUST8","email_address":"{{theirs}}","phone_number":"020 7946 0001","version":3}]}""", holding: "phone_number");
        Assert.Equal(expected, Assert.Single(await Write(wire, Of(Ada))).Receipt!.Id.Value);
    }

    [Fact]
    public async Task Two_of_a_batch_do_not_share_one_profile()
    {
        await using var wire = Creating(new Wire().Post(Search, "{}"), Whole(There("CUST1", 0))).Post(Update, Answered(("CUST8", Whole(There("CUST8", 4))), ("CUST1", Whole(There("CUST1", 4)))))
            .Post(Search, """{"customers":[{"id":"CUST8","phone_number":"+442079460001","version":3}]}""", holding: "phone_number");

        var results = await Write(wire, Of(Ada), Of(Ada with { Id = "2", Email = "bert@example.com", FirstName = "Bert" }));

        Assert.Equal(["CUST8", "CUST1"], results.Select(result => result.Receipt!.Id.Value));
    }

    [Fact]
    public async Task Who_could_not_be_recognised_is_not_made()
    {
        await using var wire = new Wire().Post(Search, "{}");

        var results = await Write(wire, Of(new Customer { Id = "1", FirstName = "Ada", Phone = "020 7946 0001" }), TestConnection.Envelope("web", Wire.Name, Change.Deleted<Customer>("2", "1"), "web-2"));

        Assert.Equal([(FaultKind.Unsupported, Reasons.NoContact), (FaultKind.Unsupported, "delete-unsupported")], results.Select(result => (result.Fault!.Kind, result.Fault.Reason)));
    }

    [Fact]
    public async Task A_profile_that_is_gone_is_made_anew_under_another_key()
    {
        await using var wire = Creating(new Wire().Post(Search, "{}").Post(Read, Answered(("CUST1", Wire.Error("NOT_FOUND")))), Whole(There("CUST2", 0, Address)));

        Assert.Equal("CUST2", Assert.Single(await Write(wire, Of(Ada, "CUST1"))).Receipt!.Id.Value);
        await Write(wire, Of(Ada));

        Assert.NotEqual(Key(wire.Bodies(Create)[0]), Key(wire.Bodies(Create)[1]));
    }

    [Theory]
    [InlineData("""{"responses":{}}""", 200, FaultKind.Transient)]
    [InlineData("""{"errors":[{"category":"API_ERROR","code":"SERVICE_UNAVAILABLE"}]}""", 503, FaultKind.Transient)]
    [InlineData("""{"errors":[{"category":"INVALID_REQUEST_ERROR","code":"BAD_REQUEST"}]}""", 400, FaultKind.Rejected)]
    public async Task What_became_of_it_must_be_said(string answer, int status, FaultKind kind)
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Create, answer, status: status);
        Assert.Equal(kind, Assert.Single(await Write(wire, Of(Ada))).Fault!.Kind);
    }

    [Fact]
    public async Task A_long_id_becomes_a_reference_of_its_own()
    {
        await using var wire = Creating(new Wire().Post(Search, "{}"), Whole(There("CUST1", 0, Address)));
        await Write(wire, Of(Ada, canonical: new string('x', 101)));
        Assert.Equal(64, ((string)JsonNode.Parse(wire.Body(Create))!["customers"]![Key(wire.Body(Create))]!["reference_id"]!).Length);
    }
}
