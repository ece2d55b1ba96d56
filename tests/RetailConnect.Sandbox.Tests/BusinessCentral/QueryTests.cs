namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class QueryTests
{
    private readonly Erp erp = new();

    [Theory]
    [InlineData("$filter=nonsense eq 'x'")]
    [InlineData("$filter=status is 'Draft'")]
    [InlineData("$filter=status eq")]
    [InlineData("$filter=status eq Draft")]
    [InlineData("$filter=status eq 'Draft' and")]
    [InlineData("$filter=contains(status,'Draft')")]
    [InlineData("$filter=")]
    [InlineData("$orderby=nonsense")]
    [InlineData("$orderby=status sideways")]
    [InlineData("$orderby=status asc desc")]
    [InlineData("$orderby=")]
    [InlineData("$select=nonsense")]
    [InlineData("$expand=nonsense")]
    [InlineData("$expand=salesOrderLines($filter=quantity%20gt%201)")]
    [InlineData("$apply=groupby((status))")]
    public void Wrong_query_is_refused_though_there_are_no_rows(string query) => erp.Get("salesOrders", Escaped(query)).Refused(400, "BadRequest");

    [Theory]
    [InlineData("unitPrice eq '5'")]
    [InlineData("unitPrice eq true")]
    [InlineData("unitPrice eq 1e400")]
    [InlineData("number eq 5")]
    [InlineData("blocked eq 'false'")]
    [InlineData("blocked eq 0")]
    [InlineData("id eq '00000000-0000-4000-8000-000000000001'")]
    [InlineData("id eq 5")]
    [InlineData("displayName gt 2026-01-01")]
    [InlineData("lastModifiedDateTime gt '2026-01-01T00:00:00Z'")]
    [InlineData("lastModifiedDateTime gt 5")]
    [InlineData("lastModifiedDateTime gt 2026-13-01T00:00:00Z")]
    [InlineData("lastModifiedDateTime gt 2026-01-01T00:00:00")]
    public void Literal_of_another_type_is_refused(string filter)
    {
        erp.Get("items", Escaped($"$filter={filter}")).Refused(400, "BadRequest");
        erp.Get("customers", Escaped("$filter=number eq 5")).Refused(400, "BadRequest");
    }

    [Theory]
    [InlineData("unitPrice gt 100", new[] { "900" })]
    [InlineData("unitPrice le 24.00 or number eq '900'", new[] { "1000", "900" })]
    [InlineData("(unitPrice lt 100 and blocked eq false) or unitPrice eq 1e2", new[] { "1000" })]
    [InlineData("displayName eq 'SHIRT'", new[] { "1000" })]
    [InlineData("displayName ne 'it''s' and number ne '1000'", new[] { "900" })]
    [InlineData("lastModifiedDateTime ge 2026-05-04T09:00:00.000Z", new[] { "1000", "900" })]
    [InlineData("lastModifiedDateTime gt 2026-05-04T11:00:00+02:00", new string[0])]
    [InlineData("id eq 00000000-0000-0000-0000-000000000000", new string[0])]
    public void Filter_compares_by_value(string filter, string[] numbers) => Assert.Equal(numbers, erp.Get("items", Escaped($"$filter={filter}")).Texts("number"));

    [Fact]
    public void Order_compares_numbers_and_dates_by_value()
    {
        Assert.Equal(["1000", "900"], erp.Get("items", "$orderby=unitPrice").Texts("number"));
        Assert.Equal(["900", "1000"], erp.Get("items", Escaped("$orderby=unitPrice desc")).Texts("number"));
        Assert.Equal(["1000", "900"], erp.Get("items", Escaped("$orderby=number asc")).Texts("number"));

        erp.NewOrder("later", more: ""","orderDate":"2026-05-04" """);
        erp.NewOrder("none");
        erp.NewOrder("earlier", more: ""","orderDate":"2025-12-31" """);
        Assert.Equal(["NONE", "EARLIER", "LATER"], erp.Get("salesOrders", "$orderby=orderDate").Texts("externalDocumentNumber"));
        Assert.Equal(["LATER"], erp.Get("salesOrders", Escaped("$filter=orderDate ge 2026-01-01")).Texts("externalDocumentNumber"));
        erp.Get("salesOrders", Escaped("$filter=orderDate ge '2026-01-01'")).Refused(400);
    }

    [Fact]
    public void Deep_and_long_filters_are_answered()
    {
        erp.Get("items", $"$filter={new string('(', 200_000)}").Refused(400);
        erp.Get("items", Escaped($"$filter={string.Join(" or ", Enumerable.Repeat("number eq '900'", 20_000))}"));
    }

    [Theory]
    [InlineData("salesOrders({0})?$filter=status eq 'Draft'", 400)]
    [InlineData("salesOrders({0})?$select=nonsense", 400)]
    [InlineData("salesOrders({0})/salesOrderLines?$top=1", 400)]
    [InlineData("salesOrders({0})/nonsense", 405)]
    [InlineData("salesOrders/nonsense", 404)]
    [InlineData("salesOrders(------------------------------------)", 404)]
    [InlineData("salesOrders({0})?$expand=salesOrderLines&$select=id", 200)]
    [InlineData("salesOrders({0})/salesOrderLines", 200)]
    public void Reads_of_one_entity_are_checked_too(string path, int status)
    {
        var id = erp.NewOrder("R1").Id;
        Assert.Equal(status, erp.Send("GET", Erp.Company + string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id)).Status);
    }

    private static string Escaped(string query)
    {
        var parts = query.Split('=', 2);
        return $"{parts[0]}={Uri.EscapeDataString(parts[1])}";
    }
}
