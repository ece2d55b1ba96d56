namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class PagingTests
{
    private readonly Erp erp = new();

    [Fact]
    public void No_document_is_missed_when_one_before_it_is_posted_between_two_pages()
    {
        var ids = Enumerable.Range(1, 4).Select(number => erp.NewOrder($"R{number}").Id).ToList();
        var first = erp.Get("salesOrders", page: 2);
        Assert.Equal(204, erp.Send("POST", $"{Erp.Company}salesOrders({ids[0]})/Microsoft.NAV.shipAndInvoice").Status);

        var second = erp.Next(first, 2);

        Assert.Equal(["R1", "R2"], first.Texts("externalDocumentNumber"));
        Assert.Equal(["R3", "R4"], second.Texts("externalDocumentNumber"));
        Assert.Null(second.Next);
    }

    [Fact]
    public void No_document_is_missed_when_the_last_one_of_a_page_is_posted()
    {
        var ids = Enumerable.Range(1, 4).Select(number => erp.NewOrder($"R{number}").Id).ToList();
        var first = erp.Get("salesOrders", page: 2);
        erp.Send("POST", $"{Erp.Company}salesOrders({ids[1]})/Microsoft.NAV.shipAndInvoice");
        Assert.Equal(["R3", "R4"], erp.Next(first, 2).Texts("externalDocumentNumber"));
    }

    [Theory]
    [InlineData("externalDocumentNumber desc", new[] { "R4", "R3", "R2", "R1" })]
    [InlineData("totalAmountIncludingTax", new[] { "R4", "R1", "R2", "R3" })]
    [InlineData("totalAmountIncludingTax desc,externalDocumentNumber desc", new[] { "R3", "R2", "R1", "R4" })]
    public void Pages_follow_the_wanted_order(string order, string[] expected)
    {
        int[] prices = [10, 10, 200, 9];
        for (var index = 0; index < prices.Length; index++)
        {
            erp.NewOrder($"R{index + 1}", $$"""{"lineType":"Item","lineObjectNumber":"1000","quantity":1,"unitPrice":{{prices[index]}}}""");
        }

        var found = new List<string>();
        var page = erp.Get("salesOrders", $"$orderby={Uri.EscapeDataString(order)}", 1);
        found.AddRange(page.Texts("externalDocumentNumber"));
        while (page.Next is not null)
        {
            page = erp.Next(page, 1);
            found.AddRange(page.Texts("externalDocumentNumber"));
        }

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Top_beyond_a_page_goes_on_until_it_is_reached()
    {
        for (var number = 1; number <= 7; number++)
        {
            erp.NewOrder($"R{number}");
        }

        var first = erp.Get("salesOrders", "$top=5&$count=true", 2);
        var second = erp.Next(first, 2);
        var third = erp.Next(second, 2);

        Assert.Equal(["R1", "R2"], first.Texts("externalDocumentNumber"));
        Assert.Equal(["R3", "R4"], second.Texts("externalDocumentNumber"));
        Assert.Equal(["R5"], third.Texts("externalDocumentNumber"));
        Assert.Null(third.Next);
        Assert.All([first, second, third], page => Assert.Equal(7, (int)page.Json["@odata.count"]!));
    }

    [Fact]
    public void Top_within_a_page_ends_the_answer()
    {
        erp.NewOrder("R1");
        erp.NewOrder("R2");
        erp.NewOrder("R3");
        Assert.Null(erp.Get("salesOrders", "$top=2", 2).Next);
        Assert.Null(erp.Get("salesOrders", "$top=0", 2).Next);
        Assert.Equal(["R2"], erp.Get("salesOrders", "$skip=1&$top=1", 2).Texts("externalDocumentNumber"));
    }

    [Fact]
    public void Skip_counts_once()
    {
        for (var number = 1; number <= 5; number++)
        {
            erp.NewOrder($"R{number}");
        }

        var first = erp.Get("salesOrders", "$skip=1", 2);
        Assert.Equal(["R2", "R3"], first.Texts("externalDocumentNumber"));
        Assert.Equal(["R4", "R5"], erp.Next(first, 2).Texts("externalDocumentNumber"));
    }

    [Theory]
    [InlineData("$skiptoken=nonsense")]
    [InlineData("$skiptoken=Mg%3D%3D")]
    [InlineData("$skiptoken=WyI1Iiwi4oKsIl0")]
    [InlineData("$skiptoken=")]
    [InlineData("$top=-1")]
    [InlineData("$top=1&$top=2")]
    [InlineData("$count=maybe")]
    [InlineData("$skip=1e3")]
    public void Wrong_options_are_refused(string query) => erp.Get("salesOrders", query).Refused(400);
}
