using Microsoft.Extensions.Time.Testing;
using RetailConnect.Tests;
namespace RetailConnect.Connectors.Square.Tests;

public sealed class CustomerSourceTests
{
    private const string Search = "/v2/customers/search";
    private const string Batch = "/v2/customers/bulk-retrieve";

    private const string Ada = """
        {"id":"CUST1","given_name":"Ada","family_name":" Lovelace ","email_address":"ada@example.com","phone_number":"+441234567890","updated_at":"2026-11-23T07:00:00Z","version":3,"preferences":{"email_unsubscribed":false},
         "address":{"address_line_1":"12 Crescent","address_line_2":"","locality":"London","administrative_district_level_1":"Greater London","postal_code":"W1","country":"GB","first_name":"Ada"},"creation_source":"NEW_SOURCE_OF_2027"}
        """;

    [Fact]
    public async Task Customers_are_read_page_by_page()
    {
        await using var wire = new Wire();
        wire.Post(Search, """{"customers":[{"id":"CUST2","email_address":""}]}""", holding: "\"cursor\":\"p2\"");
        wire.Answer("POST", Search, $$"""{"customers":[{{Ada}}],"cursor":"p2"}""", body: text => !text.Contains("cursor", StringComparison.Ordinal));
        var source = wire.Open().Part<IChangeSource<Customer>>()!;

        var first = await source.ReadAsync(new(null, 500, TimeSpan.FromMinutes(2)), Wire.Token);
        var second = await source.ReadAsync(new(first.Next, 500, TimeSpan.FromMinutes(2)), Wire.Token);
        await source.ReadAsync(new(second.Next, 500, TimeSpan.FromMinutes(2)), Wire.Token);

        Assert.Equal(("2026-11-23T07:00:00Z/3", true, false), (first.Changes[0].Version, first.More, second.More));
        Assert.Null(second.Changes[0].Value!.Email);
        Snapshot.Match(first.Changes[0].Value!, "customer");
        Wire.Same("""{"limit":100,"query":{"sort":{"field":"CREATED_AT","order":"ASC"}}}""", wire.Bodies(Search)[0]);
        Wire.Same("""{"limit":100,"query":{"filter":{"updated_at":{"start_at":"2026-11-23T07:58:00.0000000Z"}},"sort":{"field":"CREATED_AT","order":"ASC"}}}""", wire.Bodies(Search)[2]);
    }

    /// <summary>Nothing was heard of the vendor when the window was opened, and the host's clock is ahead: what changes until then must not fall between two windows.</summary>
    [Fact]
    public async Task The_next_window_begins_by_the_vendors_clock_from_the_first_read_on()
    {
        var world = new FakeTimeProvider(Wire.Start);
        await using var wire = new Wire { Time = new HostClock(world) { Offset = TimeSpan.FromMinutes(24) }, VendorTime = world };
        wire.Post(Search, "{}");
        var source = wire.Open().Part<IChangeSource<Customer>>()!;
        var first = await source.ReadAsync(new(null, 100, TimeSpan.FromMinutes(2)), Wire.Token);
        await source.ReadAsync(new(first.Next, 100, TimeSpan.FromMinutes(2)), Wire.Token);
        Wire.Same("""{"limit":100,"query":{"filter":{"updated_at":{"start_at":"2026-11-23T07:58:00.0000000Z"}},"sort":{"field":"CREATED_AT","order":"ASC"}}}""", wire.Bodies(Search)[1]);
    }

    /// <summary>Square's contract does not promise an id.</summary>
    [Fact]
    public async Task Customer_without_an_id_costs_itself_and_not_its_page()
    {
        await using var wire = new Wire();
        wire.Post(Search, $$"""{"customers":[{"given_name":"Nobody"},{{Ada}}]}""");
        var page = await wire.Open().Part<IChangeSource<Customer>>()!.ReadAsync(new(null, 500, TimeSpan.FromMinutes(2)), Wire.Token);
        Assert.Equal(("(without id)", "CUST1"), (page.Changes[0].Entity.Value, page.Changes[1].Entity.Value));
        Assert.Equal((FaultKind.Rejected, Reasons.UnknownValue), (page.Changes[0].Fault!.Kind, page.Changes[0].Fault!.Reason));
        Assert.Null(page.Changes[1].Fault);
    }

    [Fact]
    public async Task Customers_that_do_not_exist_are_left_out()
    {
        await using var wire = new Wire();
        wire.Post(Batch, $$"""{"responses":{"CUST1":{"customer":{{Ada}}},"GONE":{"errors":[{"category":"INVALID_REQUEST_ERROR","code":"NOT_FOUND","detail":"Customer with ID `GONE` not found."}]} } }""");
        var changes = await wire.Open().Part<IEntitySource<Customer>>()!.ReadAsync(["CUST1", "GONE"], Wire.Token);
        Assert.Equal("CUST1", Assert.Single(changes).Entity.Value);
        Wire.Same("""{"customer_ids":["CUST1","GONE"]}""", wire.Body(Batch));
    }

    [Fact]
    public async Task Failure_of_one_customer_is_not_absence()
    {
        await using var wire = new Wire();
        wire.Post(Batch, """{"responses":{"CUST1":{"errors":[{"category":"API_ERROR","code":"INTERNAL_SERVER_ERROR"}]}}}""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IEntitySource<Customer>>()!.ReadAsync(["CUST1"], Wire.Token));
        Assert.Equal(FaultKind.Transient, fault.Kind);
    }
}
