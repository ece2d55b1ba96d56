using System.Text;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class BodyTests
{
    private readonly Erp erp = new();

    [Theory]
    [InlineData("\"orderDate\":\"05/04/2026\"")]
    [InlineData("\"orderDate\":\"2026-02-30\"")]
    [InlineData("\"orderDate\":\"2026-05-04T00:00:00Z\"")]
    [InlineData("\"orderDate\":\"\"")]
    [InlineData("\"requestedDeliveryDate\":\"soon\"")]
    [InlineData("\"postingDate\":\"2026-5-4\"")]
    [InlineData("\"paymentTermsId\":\"x\"")]
    [InlineData("\"currencyId\":\"{00000000-0000-4000-8000-000000000001}\"")]
    [InlineData("\"billToCustomerId\":\"000000000000000000000000000000000000\"")]
    [InlineData("\"discountAmount\":1e400")]
    [InlineData("\"discountAmount\":1e16")]
    [InlineData("\"discountAmount\":1,\"discountAmount\":2")]
    [InlineData("\"customerNumber\":\"WALKIN\"")]
    [InlineData("\"phoneNumber\":\"\\ud800\"")]
    [InlineData("\"\\ud800\":1")]
    public void Wrong_header_is_refused(string field)
    {
        erp.NewOrder("R1", more: $",{field}").Refused(400, "BadRequest");
        Assert.Empty(erp.Get("salesOrders").Value);
    }

    [Theory]
    [InlineData("\"itemVariantId\":\"none\"")]
    [InlineData("\"locationId\":\"1\"")]
    [InlineData("\"shipmentDate\":\"tomorrow\"")]
    [InlineData("\"quantity\":1e400")]
    [InlineData("\"quantity\":\"1\"")]
    [InlineData("\"sequence\":1.5")]
    [InlineData("\"unitPrice\":1,\"unitPrice\":2")]
    [InlineData("\"quantity\":900000000000000,\"unitPrice\":900000000000000")]
    [InlineData("\"quantity\":900000000000000,\"unitPrice\":2")]
    public void Wrong_line_is_refused_and_leaves_no_trace(string field)
    {
        var line = $$"""{"lineType":"Item","lineObjectNumber":"1000",{{field}}}""";
        erp.NewOrder("R1", line).Refused(400);

        var order = erp.NewOrder("R2");
        erp.Send("POST", $"{Erp.Company}salesOrders({order.Id})/salesOrderLines", line).Refused(400);

        Assert.Equal(["R2"], erp.Get("salesOrders").Texts("externalDocumentNumber"));
        Assert.Equal(1, Assert.Single(erp.Simulator.Stock).OnOrders);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"displayName":null}""")]
    [InlineData("""{"displayName":"A","displayName":"B"}""")]
    [InlineData("""{"displayName":"A","creditLimit":1e400}""")]
    [InlineData("""{"displayName":"A","lastModifiedDateTime":"now"}""")]
    [InlineData("""{"displayName":"A","lastModifiedDateTime":{}}""")]
    public void Wrong_customer_is_refused(string body) => erp.Send("POST", $"{Erp.Company}customers", body).Refused(400);

    [Fact]
    public void Body_that_is_no_text_or_too_deep_is_refused()
    {
        erp.Send("POST", $"{Erp.Company}customers", [.. Encoding.UTF8.GetBytes("{\"displayName\":\""), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes("\"}")]).Refused(400, "BadRequest");
        erp.Send("POST", $"{Erp.Company}customers", new string('[', 5000)).Refused(400, "BadRequest");
    }

    [Fact]
    public void Customer_cannot_take_the_number_of_another()
    {
        var customer = erp.Send("POST", $"{Erp.Company}customers", """{"displayName":"Ann"}""");
        erp.Send("PATCH", $"{Erp.Company}customers({customer.Id})", """{"number":"WALKIN"}""", customer.Etag).Refused(400, "Internal_EntityWithSameKeyExists");
        erp.Send("PATCH", $"{Erp.Company}customers({customer.Id})", """{"city":"Oslo","city":"Bergen"}""", customer.Etag).Refused(400);
        Assert.Equal(200, erp.Send("PATCH", $"{Erp.Company}customers({customer.Id})", """{"city":"Oslo"}""", customer.Etag).Status);
    }

    [Fact]
    public void Blank_number_is_given_by_the_series()
    {
        erp.Send("POST", $"{Erp.Company}customers", """{"displayName":"Taken","number":"C10002"}""");
        Assert.Equal(["C10003", "C10004"], Enumerable.Range(0, 2).Select(_ => (string?)erp.Send("POST", $"{Erp.Company}customers", """{"displayName":"Ann","number":""}""").Json["number"]));
    }

    [Theory]
    [InlineData("DELETE", "$batch")]
    [InlineData("POST", "companies(b2c00000-0000-4000-8000-000000000001)/$batch")]
    [InlineData("POST", "companies(------------------------------------)/customers")]
    [InlineData("GET", "")]
    public void What_is_not_there_is_refused_in_the_vendors_shape(string method, string path) => erp.Send(method, Erp.Root + path, """{"requests":[]}""").Refused(404, "BadRequest_ResourceNotFound");
}
