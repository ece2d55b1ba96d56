namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("shortcutDimension1Code", "web", 201)]
    [InlineData("shortcutDimension2Code", "RETAIL", 201)]
    [InlineData("shortcutDimension1Code", "", 201)]
    [InlineData("shortcutDimension1Code", "RETAIL", 400)]
    [InlineData("shortcutDimension2Code", "NOWHERE", 400)]
    [InlineData("shortcutDimension3Code", "WEB", 400)]
    public void A_dimension_is_one_of_those_set_up(string field, string value, int status)
    {
        var company = new Erp();
        Assert.Equal(status, company.NewOrder("D1", more: $",\"{field}\":\"{value}\"").Status);
        Assert.Equal(status, company.NewMemo("D2", $",\"{field}\":\"{value}\"").Status);
        Assert.Equal(status == 201 ? 2 : 0, company.Simulator.Documents.Count);
    }

    private readonly Erp erp = new();

    [Theory]
    [InlineData("", 24, 48)]
    [InlineData(",\"pricesIncludeTax\":false", 20, 48)]
    public void Line_without_a_price_takes_the_items(string more, decimal price, decimal total)
    {
        var order = erp.NewOrder("R1", """{"lineType":"Item","lineObjectNumber":"1000","quantity":2}""", more);
        Assert.Equal(total, (decimal)order.Json["totalAmountIncludingTax"]!);
        Assert.Equal(price, (decimal)erp.Send("GET", $"{Erp.Company}salesOrders({order.Id})/salesOrderLines").Value[0]!["unitPrice"]!);
    }

    [Fact]
    public void Line_that_is_added_takes_the_items_price_too()
    {
        var order = erp.NewOrder("R1");
        var line = erp.Send("POST", $"{Erp.Company}salesOrders({order.Id})/salesOrderLines", """{"lineType":"Item","lineObjectNumber":"900","quantity":1,"unitPrice":null}""");
        Assert.Equal(120m, (decimal)line.Json["unitPrice"]!);
    }

    [Fact]
    public void Price_of_nothing_stays_nothing() =>
        Assert.Equal(0m, (decimal)erp.NewOrder("R1", """{"lineType":"Item","lineObjectNumber":"1000","quantity":2,"unitPrice":0}""").Json["totalAmountIncludingTax"]!);

    [Fact]
    public void Line_without_a_price_is_refused_in_a_currency_without_exchange_rate() =>
        erp.NewOrder("R1", """{"lineType":"Item","lineObjectNumber":"1000","quantity":2}""", ""","currencyCode":"USD" """).Refused(400, "Application_DialogException");

    [Fact]
    public void Discount_percent_lowers_the_amount() =>
        Assert.Equal(36m, (decimal)erp.NewOrder("R1", """{"lineType":"Item","lineObjectNumber":"1000","quantity":2,"unitPrice":24,"discountPercent":25}""").Json["totalAmountIncludingTax"]!);

    [Fact]
    public void Posted_credit_memo_stays_as_it_is()
    {
        var memo = erp.NewMemo("M1");
        var address = $"{Erp.Company}salesCreditMemos({memo.Id})";
        Assert.Equal(204, erp.Send("POST", $"{address}/Microsoft.NAV.post").Status);

        erp.Send("DELETE", address, etag: "*").Refused(400);
        erp.Send("POST", $"{address}/salesCreditMemoLines", """{"lineType":"Item","lineObjectNumber":"1000","quantity":5,"unitPrice":24}""").Refused(400);
        erp.Send("POST", $"{address}/Microsoft.NAV.post").Refused(400);

        var document = Assert.Single(erp.Simulator.Documents);
        Assert.True(document.Posted);
        Assert.Equal(24m, document.Total);
        var stock = Assert.Single(erp.Simulator.Stock);
        Assert.Equal((1m, 0m), (stock.OnHand, stock.OnCredits));
    }

    [Fact]
    public void Open_credit_memo_takes_lines_and_can_be_deleted()
    {
        var memo = erp.NewMemo("M1");
        var address = $"{Erp.Company}salesCreditMemos({memo.Id})";
        Assert.Equal(201, erp.Send("POST", $"{address}/salesCreditMemoLines", """{"lineType":"Item","lineObjectNumber":"1000","quantity":5,"unitPrice":24}""").Status);
        erp.Send("DELETE", address).Refused(400);
        erp.Send("DELETE", address, etag: memo.Etag).Refused(409, "Request_EntityChanged");
        Assert.Equal(204, erp.Send("DELETE", address, etag: erp.Send("GET", address).Etag).Status);
        Assert.Equal(0m, Assert.Single(erp.Simulator.Stock).OnCredits);
    }

    [Fact]
    public void Document_without_lines_cannot_be_posted()
    {
        var order = erp.NewOrder("R1", "");
        erp.Send("POST", $"{Erp.Company}salesOrders({order.Id})/Microsoft.NAV.shipAndInvoice").Refused(400, "Application_DialogException");
    }

    [Fact]
    public void Ids_find_their_entities_whatever_their_case()
    {
        var item = erp.Get("items").Value[0]!;
        var order = erp.NewOrder("R1", $$"""{"lineType":"Item","itemId":"{{((string)item["id"]!).ToUpperInvariant()}}","quantity":1}""");
        Assert.Equal(24m, (decimal)order.Json["totalAmountIncludingTax"]!);
    }

    [Fact]
    public void References_that_lead_nowhere_are_refused()
    {
        const string Nowhere = "deadbeef-0000-4000-8000-00000000abcd";
        erp.NewMemo("M1", $",\"invoiceId\":\"{Nowhere}\"").Refused(400);
        erp.NewOrder("R1", more: $",\"currencyId\":\"{Nowhere}\"").Refused(400);
        erp.NewOrder("R1", more: $",\"paymentTermsId\":\"{Nowhere}\"").Refused(400);
        Assert.Equal(201, erp.NewOrder("R2", more: $",\"paymentTermsId\":\"{Guid.Empty}\"").Status);
        erp.NewOrder("R1", $$"""{"lineType":"Item","lineObjectNumber":"1000","quantity":1,"locationId":"{{Nowhere}}"}""").Refused(400);
    }

    [Fact]
    public void Customer_must_be_named_without_contradiction()
    {
        var walkIn = (string)erp.Get("customers").Value[0]!["id"]!;
        erp.Send("POST", $"{Erp.Company}salesOrders", """{"externalDocumentNumber":"R1"}""").Refused(400);
        erp.Send("POST", $"{Erp.Company}salesOrders", $$"""{"customerId":"{{walkIn}}","customerNumber":"OTHER"}""").Refused(400);
        Assert.Equal(201, erp.Send("POST", $"{Erp.Company}salesOrders", $$"""{"customerId":"{{walkIn.ToUpperInvariant()}}","customerNumber":"WALKIN"}""").Status);
    }
}
