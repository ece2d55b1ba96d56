using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

/// <summary>Batches, transactions, and changes of open sales orders.</summary>
public sealed class BatchTests
{
    private readonly Erp erp = new();

    [Fact]
    public void A_transaction_changes_adds_and_removes_lines_and_moves_the_units_on_order()
    {
        var order = Order();
        var answers = Batch(together: true, Head(order), Line("PATCH", order, 0, """{"quantity":1}"""), Line("DELETE", order, 1), Add(order, """{"lineType":"Item","lineObjectNumber":"900","quantity":3,"unitPrice":120}"""));
        Assert.Equal([200, 200, 204, 201], answers.Select(answer => (int)answer!["status"]!));
        var document = Assert.Single(erp.Simulator.Documents);
        Assert.Equal([("1000", 1m), ("900", 3m)], document.Lines.Select(line => (line.Sku, line.Units)));
        Assert.Equal(384, document.Total);
        Assert.Equal([("1000", 1m), ("900", 3m)], OnOrders());
    }

    [Fact]
    public void A_transaction_that_fails_leaves_everything_as_it_was()
    {
        var order = Order();
        var answers = Batch(together: true, Head(order), Line("DELETE", order, 0), Add(order, """{"lineType":"Item","lineObjectNumber":"nobody","quantity":1}"""), Line("DELETE", order, 1));
        Assert.Equal([200, 204, 400], answers.Select(answer => (int)answer!["status"]!));
        Assert.Equal([("1000", 2m), ("900", 1m)], Assert.Single(erp.Simulator.Documents).Lines.Select(line => (line.Sku, line.Units)));
        Assert.Equal([("1000", 2m), ("900", 1m)], OnOrders());
        Assert.Equal(order.Etag, erp.Send("GET", $"{Erp.Company}salesOrders({order.Id})").Etag);
    }

    [Fact]
    public void Without_isolation_each_request_stands_by_itself()
    {
        var order = Order();
        Batch(together: false, Line("DELETE", order, 0), Add(order, """{"lineType":"Item","lineObjectNumber":"nobody","quantity":1}"""), Line("DELETE", order, 1));
        Assert.Empty(Assert.Single(erp.Simulator.Documents).Lines);
    }

    [Fact]
    public void A_head_that_changed_fails_the_transaction()
    {
        var order = Order();
        erp.Send("POST", $"{Erp.Company}salesOrders({order.Id})/salesOrderLines", """{"lineType":"Item","lineObjectNumber":"900","quantity":1}""");
        Assert.Equal([409], Batch(together: true, Head(order), Line("DELETE", order, 0)).Select(answer => (int)answer!["status"]!));
        Assert.Equal(3, Assert.Single(erp.Simulator.Documents).Lines.Count);
    }

    [Fact]
    public void What_was_released_keeps_its_lines_and_what_was_shipped_is_not_deleted()
    {
        var order = Order();
        erp.Simulator.Release("web-1");
        Assert.Equal([400], Batch(together: false, Line("DELETE", order, 1)).Select(answer => (int)answer!["status"]!));
        erp.Simulator.Ship("web-1", [(0, 2)]);
        Assert.Equal([400], Batch(together: false, Line("PATCH", order, 0, """{"quantity":1}""")).Select(answer => (int)answer!["status"]!));
        Assert.Equal([400], Batch(together: false, Line("DELETE", order, 0)).Select(answer => (int)answer!["status"]!));
        erp.Send("DELETE", $"{Erp.Company}salesOrders({order.Id})", etag: "*").Refused(400, "Application_DialogException");
    }

    [Theory]
    [InlineData("""{"requests":[]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"companies"},{"id":"1","method":"GET","url":"companies"}]}""")]
    [InlineData("""{"requests":[{"method":"GET","url":"companies"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"PUT","url":"companies"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"POST","url":"companies(b2c00000-0000-4000-8000-000000000001)/customers","body":{"displayName":"A"}}]}""")]
    public void A_batch_that_is_none_is_refused(string body) => erp.Send("POST", $"{Erp.Root}$batch", body).Refused(400);

    [Fact]
    public void A_batch_takes_a_hundred_requests_and_a_line_wants_its_version_named()
    {
        var order = Order();
        var many = new JsonObject { ["requests"] = new JsonArray([.. Enumerable.Range(0, 101).Select(id => (JsonNode)new JsonObject { ["id"] = $"{id}", ["method"] = "GET", ["url"] = "companies" })]) };
        erp.Send("POST", $"{Erp.Root}$batch", many.ToJsonString()).Refused(400);
        var bare = Line("DELETE", order, 0);
        bare.Remove("headers");
        Assert.Equal([400], Batch(together: false, bare).Select(answer => (int)answer!["status"]!));
    }

    [Fact]
    public void A_batch_holds_no_other_one() =>
        Assert.Equal([400], Batch(together: false, new JsonObject { ["method"] = "POST", ["url"] = "$batch", ["headers"] = Json(), ["body"] = new JsonObject { ["requests"] = new JsonArray() } }).Select(answer => (int)answer!["status"]!));

    private Answer Order() => erp.Send("POST", $"{Erp.Company}salesOrders", """
        {"externalDocumentNumber":"web-1","customerNumber":"WALKIN","pricesIncludeTax":true,"salesOrderLines":[
          {"lineType":"Item","lineObjectNumber":"1000","quantity":2,"unitPrice":24},{"lineType":"Item","lineObjectNumber":"900","quantity":1,"unitPrice":120}]}
        """);

    private List<(string, decimal)> OnOrders() => [.. erp.Simulator.Stock.Where(stock => stock.OnOrders != 0).Select(stock => (stock.Sku, stock.OnOrders)).Order()];

    private JsonArray Batch(bool together, params JsonObject[] requests)
    {
        for (var id = 0; id < requests.Length; id++)
        {
            requests[id]["id"] = $"{id}";
        }

        var headers = erp.Headers(null);
        if (together)
        {
            headers["Isolation"] = "snapshot";
        }

        var answer = erp.Raw("POST", $"{Erp.Root}$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) }.ToJsonString(), headers);
        Assert.True(answer.Status == 200, answer.Json.ToJsonString());
        return answer.Json["responses"]!.AsArray();
    }

    private static string Path(Answer order) => $"companies(b2c00000-0000-4000-8000-000000000001)/salesOrders({order.Id})";

    private static JsonObject Json() => new() { ["Content-Type"] = "application/json" };

    private static JsonObject Head(Answer order) => new()
    {
        ["method"] = "PATCH", ["url"] = Path(order), ["headers"] = new JsonObject { ["Content-Type"] = "application/json", ["If-Match"] = order.Etag }, ["body"] = new JsonObject { ["externalDocumentNumber"] = "web-1" },
    };

    private JsonObject Line(string method, Answer order, int line, string? body = null)
    {
        var id = (string)erp.Send("GET", $"{Erp.Company}salesOrders({order.Id})/salesOrderLines").Json["value"]![line]!["id"]!;
        var request = new JsonObject { ["method"] = method, ["url"] = $"{Path(order)}/salesOrderLines({id})", ["headers"] = new JsonObject { ["Content-Type"] = "application/json", ["If-Match"] = "*" } };
        request["body"] = body is null ? null : JsonSerializer.Deserialize<JsonNode>(body);
        if (body is null)
        {
            request.Remove("body");
        }

        return request;
    }

    private static JsonObject Add(Answer order, string body) => new() { ["method"] = "POST", ["url"] = $"{Path(order)}/salesOrderLines", ["headers"] = Json(), ["body"] = JsonNode.Parse(body) };
}
