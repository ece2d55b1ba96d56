namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class SnapshotTests
{
    private const string Fields = "id,number,externalDocumentNumber,currencyCode,totalAmountIncludingTax";

    private static string Document(string number, string? reference, string total, string more = "") =>
        $$"""{"id":"{{Guid.Empty}}","number":"{{number}}",{{(reference is null ? "" : $"\"externalDocumentNumber\":\"{reference}\",")}}"totalAmountIncludingTax":{{total}}{{more}} }""";

    private static string Item(string number, string price, string more = "") => $$"""{"id":"{{Guid.Empty}}","number":"{{number}}","unitPrice":{{price}}{{more}} }""";

    private static string Text(Observation seen) => $"{seen.Key} {string.Join(" | ", seen.Fields.Select(field => $"{field.Name} {field.Value}"))}";

    private static ValueTask<SnapshotPage> Read<T>(Connection connection, SnapshotRequest request)
        where T : class => connection.Part<ISnapshotSource<T>>()!.ReadAsync(request, TestContext.Current.CancellationToken);

    private static string[] Queries(Wire wire) => [.. wire.Sent.Select(call => call.Replace($"GET {wire.Api}/", "", StringComparison.Ordinal))];

    [Fact]
    public async Task Orders_are_shown_page_by_page_first_open_then_posted()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page($"{Document("SO-1", "web:o-1", "12.5")},{Document("SO-2", null, "1")}", $"{wire.Url}{wire.Api}/salesOrders2"));
        wire.Api200("salesOrders2", Wire.Page(Document("SO-3", "O-3", "7", ",\"currencyCode\":\"DKK\"")));
        wire.Api200("salesInvoices", Wire.Page($"{Document("PSI-1", "O-1", "5")},{Document("PSI-2", "X", "3", ",\"currencyCode\":\"TALER\"")}", $"{wire.Url}{wire.Api}/salesInvoices2"));
        wire.Api200("salesInvoices2", Wire.Page(""));
        var connection = wire.Open();
        var seen = new List<string>();
        SnapshotPage? page = null;
        do
        {
            page = await Read<Order>(connection, new(page?.Next, 100) { From = Wire.Start });
            seen.AddRange(page.Observations.Select(Text));
        }
        while (page.Next is not null);

        Assert.Equal(["WEB:O-1 total 12.50 EUR", "O-3 total 7.00 DKK", "O-1 total 5.00 EUR", "X total "], seen);
        Assert.Equal([$"salesOrders?$filter=orderDate ge 2026-11-23&$select={Fields}", "salesOrders2", $"salesInvoices?$filter=invoiceDate ge 2026-11-23&$select={Fields}", "salesInvoices2"], Queries(wire));
        Assert.Equal("odata.maxpagesize=100", wire.Header("GET", "Prefer"));
    }

    [Fact]
    public async Task An_order_by_key_is_shown_once_wherever_it_is_by_now()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page($"{Document("SO-1", "PARTLY", "30")},{Document("SO-8", "TWICE", "8")},{Document("SO-9", "TWICE", "9")}"));
        wire.Api200("salesInvoices", Wire.Page(string.Join(',',
            Document("PSI-1", "PARTLY", "10", ",\"orderNumber\":\"SO-1\",\"status\":\"Open\""),
            Document("PSI-3", "PARTS", "4", ",\"orderNumber\":\"SO-3\",\"status\":\"Paid\""),
            Document("PSI-2", "PARTS", "6", ",\"orderNumber\":\"SO-3\",\"status\":\"Open\""),
            Document("PSI-4", "AGAIN", "5", ",\"orderNumber\":\"SO-4\",\"status\":\"Canceled\""),
            Document("PSI-5", "AGAIN", "7", ",\"orderNumber\":\"SO-4\",\"status\":\"Open\""),
            Document("PSI-6", "GONE", "2", ",\"status\":\"Canceled\""),
            Document("PSI-7", "ELSE", "2"))));

        var page = await Read<Order>(wire.Open(), new(null, 10) { Keys = ["partly", "TWICE", "PARTS", "AGAIN", "GONE"] });

        Assert.Equal(["PARTLY total 30.00 EUR", "TWICE total 8.00 EUR", "TWICE total 9.00 EUR", "PARTS total 10.00 EUR", "AGAIN total 7.00 EUR", "GONE total 2.00 EUR"], page.Observations.Select(Text));
        Assert.Null(page.Next);
        Assert.StartsWith("salesOrders?$filter=externalDocumentNumber eq 'partly' or externalDocumentNumber eq 'TWICE' or ", Queries(wire)[0], StringComparison.Ordinal);
        Assert.EndsWith($"&$select={Fields},orderNumber,status", Queries(wire)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_are_credit_memos()
    {
        await using var wire = new Wire();
        wire.Api200("salesCreditMemos", Wire.Page($"{Document("CM-1", "r-1", "4.2")},{Document("CM-2", "R-1", "9")}"));
        var connection = wire.Open();
        var all = await Read<Return>(connection, new(null, 100));
        var one = await Read<Return>(connection, new(null, 100) { Keys = ["R-1"] });
        Assert.Equal(["R-1 total 4.20 EUR", "R-1 total 9.00 EUR"], all.Observations.Select(Text));
        Assert.Equal(all.Observations.Select(Text), one.Observations.Select(Text));
        Assert.Equal([$"salesCreditMemos?$select={Fields}", $"salesCreditMemos?$filter=externalDocumentNumber eq 'R-1'&$select={Fields}"], Queries(wire));
    }

    [Fact]
    public async Task Items_are_shown_with_their_variants_and_the_compared_fields_only()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page($"{Item("1000", "9.5", ",\"gtin\":\"4006381333931\",\"blocked\":true")},{Item("2000", "12", $$""","gtin":"4006381333931","itemVariants":[{"id":"{{Guid.Empty}}","code":"S"}],"itemVariants@odata.nextLink":"{{wire.Url}}{{wire.Api}}/more" """)},{Item(" ", "1")}", $"{wire.Url}{wire.Api}/items2"));
        wire.Api200("more", Wire.Page($$"""{"id":"{{Guid.Empty}}","code":"M"}"""));
        wire.Api200("items2", Wire.Page(Item("3000", "null", ",\"gtin\":\"no gtin\"")));
        var connection = wire.Open();
        var page = await Read<Product>(connection, new(null, 100_000));
        var last = await Read<Product>(connection, new(page.Next, 100_000));
        Assert.Equal(["1000 price 9.50 EUR | gtin 4006381333931 | status archived", "2000-S price 12.00 EUR | gtin  | status active", "2000-M price 12.00 EUR | gtin  | status active"], page.Observations.Select(Text));
        Assert.Equal(["3000 price  | gtin  | status active"], last.Observations.Select(Text));
        Assert.Null(last.Next);
        Assert.Equal("items?$select=id,number,gtin,unitPrice,blocked&$expand=itemVariants($select=id,code)", Queries(wire)[0]);
        Assert.Equal("odata.maxpagesize=500", wire.Header("GET", "Prefer"));
    }

    [Fact]
    public async Task Items_by_key_are_those_whose_SKU_is_spelled_the_same()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page($"{Item("A-1", "1")},{Item("A", "2", $$""","itemVariants":[{"id":"{{Guid.Empty}}","code":"1"},{"id":"{{Guid.Empty}}","code":"2"}]""")}"));
        var page = await Read<Product>(wire.Open(), new(null, 100) { Keys = ["A-1", "b", "a-number-that-no-item-could-ever-have"] });
        Assert.Equal(["A-1 price 1.00 EUR | gtin  | status active", "A-1 price 2.00 EUR | gtin  | status active"], page.Observations.Select(Text));
        Assert.Equal("items?$filter=number eq 'A-1' or number eq 'A' or number eq 'b' or number eq 'a' or number eq 'a-number' or number eq 'a-number-that' or number eq 'a-number-that-no'&$select=id,number,gtin,unitPrice,blocked&$expand=itemVariants($select=id,code)".Replace(" or number eq 'a' or", " or", StringComparison.Ordinal), Queries(wire)[0]);
    }
}
