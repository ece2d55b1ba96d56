using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

/// <summary>Requests as a careful caller writes them: the stricter rules leave them alone.</summary>
public sealed class CallerTests
{
    private readonly Erp erp = new();

    [Theory]
    [InlineData("items?$filter=lastModifiedDateTime%20gt%202026-05-04T08%3A59%3A59.123Z&$expand=itemVariants", 2)]
    [InlineData("items?$select=number,unitPrice&$expand=itemVariants($select=id,code)", 2)]
    [InlineData("items?$filter=number%20eq%20%271000%27%20or%20number%20eq%20%27it%27%27s%27&$expand=itemVariants", 1)]
    [InlineData("itemVariants?$filter=lastModifiedDateTime%20gt%202026-05-04T08%3A59%3A59.123Z", 0)]
    [InlineData("locations", 1)]
    [InlineData("currencies?$filter=code%20eq%20%27USD%27&$select=code", 1)]
    [InlineData("customers?$filter=number%20eq%20%27WALKIN%27", 1)]
    [InlineData("customers?$filter=id%20eq%2000000000-0000-4000-8000-000000000001%20or%20id%20eq%2000000000-0000-4000-8000-000000000002", 0)]
    [InlineData("salesOrders?$filter=externalDocumentNumber%20eq%20%27R1%27&$select=id,number,externalDocumentNumber,customerId,currencyCode,totalAmountIncludingTax,status,pricesIncludeTax", 1)]
    [InlineData("salesInvoices?$filter=externalDocumentNumber%20eq%20%27R1%27&$select=id,number,externalDocumentNumber,customerId,currencyCode,totalAmountIncludingTax,status,pricesIncludeTax", 0)]
    [InlineData("salesOrders?$expand=salesOrderLines", 1)]
    [InlineData("salesCreditMemos?$filter=status%20eq%20%27Draft%27%20or%20status%20eq%20%27In%20Review%27&$expand=salesCreditMemoLines", 0)]
    public void Reads_find_what_is_there(string address, int rows)
    {
        erp.NewOrder("R1");
        Assert.Equal(rows, erp.Send("GET", Erp.Company + address).Value.Count);
    }

    [Fact]
    public void Categories_are_read_and_named_by_items()
    {
        erp.Simulator.AddCategory("TEXTILE", "Textiles");
        erp.Simulator.SetCategory("1000", "TEXTILE");
        var category = Assert.Single(erp.Get("itemCategories", "$select=code,displayName").Value)!.AsObject();
        Assert.Equal(("TEXTILE", "Textiles", false), ((string?)category["code"], (string?)category["displayName"], category.ContainsKey("id")));
        Assert.Equal((string?)erp.Get("itemCategories").Value[0]!["id"], (string?)Assert.Single(erp.Get("items", "$filter=itemCategoryCode%20eq%20%27textile%27").Value)!["itemCategoryId"]);
        Assert.Equal(["", "TEXTILE"], erp.Get("items", "$orderby=itemCategoryCode").Texts("itemCategoryCode"));
        erp.Get("itemCategories", "$select=code,parentCategory").Refused(400);
        erp.Get("itemCategories", "$filter=name%20eq%20%27Textiles%27").Refused(400);
        erp.Send("POST", $"{Erp.Company}itemCategories", """{"code":"NEW"}""").Refused(405);
    }

    [Fact]
    public void Stock_is_read_by_item_and_by_change()
    {
        erp.Simulator.MoveStock("1000", "", "MAIN", 3);
        const string Stock = "/v2.0/northwind.example/Sandbox/api/retailconnect/stock/v1.0/companies(b2c00000-0000-4000-8000-000000000001)/stockLevels";
        Assert.Single(erp.Send("GET", $"{Stock}?$filter=itemNumber%20eq%20%271000%27").Value);
        Assert.Empty(erp.Send("GET", $"{Stock}?$filter=lastModifiedDateTime%20gt%202026-05-04T09%3A00%3A00.000Z").Value);
    }

    [Fact]
    public void Order_is_written_proven_mended_and_taken_back()
    {
        var location = (string)erp.Get("locations").Value[0]!["id"]!;
        var order = erp.Send("POST", $"{Erp.Company}salesOrders", $$"""
            {"externalDocumentNumber":"R1","orderDate":"2026-05-04","customerNumber":"WALKIN","pricesIncludeTax":true,"salesOrderLines":[
            {"lineType":"Item","lineObjectNumber":"1000","description":"Shirt","quantity":2,"unitPrice":24.00,"discountAmount":0.5,"locationId":"{{location}}"},
            {"lineType":"Account","lineObjectNumber":"6810","description":"Shipping","quantity":1,"unitPrice":4.99}]}
            """);
        Assert.Equal(201, order.Status);
        Assert.Equal(52.49m, (decimal)order.Json["totalAmountIncludingTax"]!);

        var address = $"{Erp.Company}salesOrders({order.Id})";
        Assert.Equal(201, erp.Send("POST", $"{address}/salesOrderLines", """{"lineType":"Account","lineObjectNumber":"6830","description":"Rounding","quantity":-1,"unitPrice":0.01}""").Status);
        var read = erp.Send("GET", address);
        Assert.Equal(52.48m, (decimal)read.Json["totalAmountIncludingTax"]!);
        Assert.Equal(204, erp.Send("DELETE", address, etag: read.Etag).Status);
    }

    [Fact]
    public void Return_names_the_posted_invoice()
    {
        var order = erp.NewOrder("R1");
        erp.Send("POST", $"{Erp.Company}salesOrders({order.Id})/Microsoft.NAV.shipAndInvoice");
        var invoice = erp.Get("salesInvoices").Value[0]!;
        var memo = erp.NewMemo("M1", $$""","creditMemoDate":"2026-05-04","invoiceId":"{{(string)invoice["id"]!}}" """);
        Assert.Equal(201, memo.Status);
        Assert.Equal((string?)invoice["number"], (string?)memo.Json["invoiceNumber"]);
    }

    [Fact]
    public void Subscription_is_listed_and_renewed_under_its_etag()
    {
        const string Body = """{"notificationUrl":"https://sync.example/hooks/erp?key=1","resource":"companies(b2c00000-0000-4000-8000-000000000001)/items","clientState":"hush"}""";
        Assert.Equal(201, erp.Send("POST", $"{Erp.Root}subscriptions", Body).Status);
        var listed = (JsonObject)Assert.Single(erp.Send("GET", $"{Erp.Root}subscriptions").Value)!;
        Assert.Equal(200, erp.Send("PATCH", $"{Erp.Root}subscriptions('{(string)listed["subscriptionId"]!}')", Body, (string)listed["@odata.etag"]!).Status);
    }
}
