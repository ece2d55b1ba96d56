using RetailConnect.Connectors.BusinessCentral.Customers;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class CustomerSinkTests
{
    private const string Id = "dddddddd-0000-0000-0000-000000000001";
    private static readonly Customer Ada = new() { Id = "cust-1", Email = "ada@example.com", FirstName = "Ada", LastName = "Lovelace", Address = new() { Line1 = "1 Road", CountryCode = "GB" } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Envelope<Customer> Envelope(string? target) => TestConnection.Envelope("web", Wire.Name, Change.Upserted("cust-1", "1", Ada), "web-cust-1", target);

    private static string There(string etag, string name) => $$"""{"@odata.etag":"W/\"{{etag}}\"","id":"{{Id}}","number":"WEB-CUST-1","displayName":"{{name}}","email":"ada@example.com","addressLine1":"1 Road","country":"GB"}""";

    private static ValueTask<WriteReceipt> Write(Wire wire, string? target = null) => wire.Open().Part<IChangeSink<Customer>>()!.WriteAsync(Envelope(target), Token);

    [Fact]
    public async Task New_customer_gets_a_number_made_of_the_canonical_id()
    {
        await using var wire = new Wire();
        wire.Answer("POST", $"{wire.Api}/customers", There("1", "Ada Lovelace"), 201);

        var receipt = await Write(wire);

        Assert.Equal(Id, receipt.Id.Value);
        Assert.Equal("""{"number":"WEB-CUST-1","displayName":"Ada Lovelace","type":"Person","addressLine1":"1 Road","country":"GB","email":"ada@example.com"}""", Assert.Single(wire.Bodies("POST")));
    }

    [Fact]
    public async Task Only_what_differs_is_updated_under_the_etag()
    {
        await using var wire = new Wire();
        wire.Api200("customers", Wire.Page(There("7", "Ada Byron")), $"id eq {Id}");
        wire.Answer("PATCH", $"{wire.Api}/customers({Id})", There("8", "Ada Lovelace"));

        await Write(wire, Id);

        Assert.Equal("""{"displayName":"Ada Lovelace"}""", Assert.Single(wire.Bodies("PATCH")));
        Assert.Equal("W/\"7\"", wire.Header("PATCH", "If-Match"));
    }

    [Fact]
    public async Task Stale_etag_is_read_again_once()
    {
        await using var wire = new Wire();
        wire.Answer("GET", $"{wire.Api}/customers", Wire.Page(There("7", "Ada Byron")), to: "read");
        wire.Answer("GET", $"{wire.Api}/customers", Wire.Page(There("8", "Ada King")), from: "read");
        wire.Answer("PATCH", $"{wire.Api}/customers({Id})", """{"error":{"code":"Request_EntityChanged","message":"Another user changed it. CorrelationId:  01234567-89ab-cdef-0123-456789abcdef."}}""", 409);

        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Write(wire, Id));

        Assert.Equal((FaultKind.Conflict, Reasons.Conflict, "01234567-89ab-cdef-0123-456789abcdef"), (fault.Kind, fault.Reason, fault.VendorRequestId));
        Assert.Equal(2, wire.Bodies("PATCH").Count);
        Assert.Equal("W/\"8\"", wire.Header("PATCH", "If-Match"));
    }

    [Fact]
    public async Task Customer_whose_number_is_taken_is_updated()
    {
        await using var wire = new Wire();
        wire.Answer("POST", $"{wire.Api}/customers", """{"error":{"code":"Internal_EntityWithSameKeyExists","message":"The record already exists."}}""", 400);
        wire.Api200("customers", Wire.Page(There("7", "Ada Byron")), "number eq 'WEB-CUST-1'");
        wire.Answer("PATCH", $"{wire.Api}/customers({Id})", There("8", "Ada Lovelace"));

        Assert.Equal(Id, (await Write(wire)).Id.Value);
    }

    [Fact]
    public async Task Refused_customer_stays_refused_and_its_address_is_hidden()
    {
        await using var wire = new Wire();
        wire.Answer("POST", $"{wire.Api}/customers", """{"error":{"code":"Application_DialogException","message":"The email address \"ada@example.com\" and phone +44 20 7946 0000 are not valid."}}""", 400);
        wire.Api200("customers", Wire.Page(""));

        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Write(wire));

        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.DoesNotContain("ada@", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("7946", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("Application_DialogException", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ada Lovelace", true)]
    [InlineData("Ada Byron", false)]
    public async Task Earlier_write_is_found_only_with_the_same_content(string name, bool found)
    {
        await using var wire = new Wire();
        wire.Api200("customers", Wire.Page(There("7", name)), "number eq 'WEB-CUST-1'");

        var receipt = await wire.Open().Part<ILookUp<Customer>>()!.FindAsync(Envelope(null), Token);

        Assert.Equal(found ? Id : null, receipt?.Id.Value);
    }

    [Theory]
    [InlineData("web-5001", "WEB-5001")]
    [InlineData("web-12345678901234567890", null)]
    [InlineData("pos-AbC", null)]
    [InlineData("", null)]
    public void Numbers_are_short_upper_case_and_differ(string canonical, string? expected)
    {
        var number = CustomerNumber.Of(new(canonical));
        Assert.Equal(expected ?? number, number);
        Assert.Matches("^[0-9A-Z._-]{1,20}$", number);
        Assert.NotEqual(number, CustomerNumber.Of(new(canonical == "pos-AbC" ? "pos-aBC" : $"{canonical}x")));
    }
}
