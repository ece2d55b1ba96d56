using RetailConnect.Connectors.BusinessCentral.Customers;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class CustomerEraserTests
{
    private const string Id = "dddddddd-0000-0000-0000-000000000001";
    private const string Blank = """{"displayName":"Erased customer","addressLine1":"","addressLine2":"","city":"","state":"","postalCode":"","phoneNumber":"","email":"","website":""}""";
    private const string Moved = """{"error":{"code":"Request_EntityChanged","message":"Another user changed it."}}""";

    private static string There(string etag, string name = "Ada Lovelace", string mail = "ada@example.com") =>
        $$"""{"@odata.etag":"W/\"{{etag}}\"","id":"{{Id}}","number":"WEB-1","displayName":"{{name}}","email":"{{mail}}","addressLine1":"","country":"GB"}""";

    private static ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(Wire wire, string id = Id) => wire.Open().Part<ICustomerEraser>()!.EraseAsync(new(id), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_customer_is_emptied_under_the_etag_and_what_is_kept_is_named()
    {
        await using var wire = new Wire();
        wire.Api200("customers", Wire.Page(There("7")), $"id eq {Id}");
        wire.Answer("PATCH", $"{wire.Api}/customers({Id})", There("8", CustomerEraser.Nobody, ""));
        var parts = await EraseAsync(wire);
        Assert.Equal(Blank, Assert.Single(wire.Bodies("PATCH")));
        Assert.Equal("W/\"7\"", wire.Header("PATCH", "If-Match"));
        Assert.Equal([ErasureOutcome.Replaced, ErasureOutcome.Kept, ErasureOutcome.ByHand], parts.Select(part => part.Outcome));
    }

    [Fact]
    public async Task One_who_is_empty_already_is_not_written_again()
    {
        await using var wire = new Wire();
        wire.Api200("customers", Wire.Page(There("8", CustomerEraser.Nobody, "")));
        Assert.Equal(ErasureOutcome.Replaced, (await EraseAsync(wire))[0].Outcome);
        Assert.Empty(wire.Bodies("PATCH"));
    }

    [Fact]
    public async Task Who_is_not_there_is_erased()
    {
        await using var wire = new Wire();
        wire.Api200("customers", Wire.Page(""));
        Assert.Equal(ErasureOutcome.Erased, Assert.Single(await EraseAsync(wire)).Outcome);
    }

    [Fact]
    public async Task A_stale_etag_is_read_again_once()
    {
        await using var wire = new Wire();
        wire.Answer("GET", $"{wire.Api}/customers", Wire.Page(There("7")), to: "read");
        wire.Answer("GET", $"{wire.Api}/customers", Wire.Page(There("8")), from: "read");
        wire.Answer("PATCH", $"{wire.Api}/customers({Id})", Moved, 409);
        Assert.Equal(FaultKind.Conflict, (await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync(wire).AsTask())).Kind);
        Assert.Equal(2, wire.Bodies("PATCH").Count);
        Assert.Equal("W/\"8\"", wire.Header("PATCH", "If-Match"));
    }

    [Fact]
    public async Task What_is_no_id_is_refused()
    {
        await using var wire = new Wire();
        Assert.Equal(FaultKind.Rejected, (await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync(wire, "WEB-1").AsTask())).Kind);
    }
}
