using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Connectors.Shopify.Catalog.Bulk;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class BulkTests
{
    private const string Running = """{"page":{"nodes":[{"id":"gid://shopify/BulkOperation/6","status":"RUNNING","type":"MUTATION"}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_products_are_lines_of_one_operation_and_each_has_the_result_under_its_number()
    {
        await using var wire = Wired().Store($"{Answer(2, "C", 12)}\n{Refused(1, "INVALID_VARIANT")}\n{Answer(0, "A", 10)}\n");
        Staged(wire).Started().Ended("COMPLETED", url: $"{wire.Address}/files/result");
        var results = await Bulk(wire).WriteBatchAsync([Envelope("A"), Envelope("B"), Envelope("C")], Token);

        Assert.Equal(["BulkOperations", "Shop", "BulkOperations", "StagedUpload", "BulkRun", "BulkOperation"], wire.Sent);
        Assert.Equal(["gid://shopify/Product/10", null, "gid://shopify/Product/12"], results.Select(result => result.Receipt?.Id.Value));
        Assert.Equal(new EntityLink(EntityType.Variant, new("C"), "gid://shopify/InventoryItem/12"), Assert.Single(results[2].Receipt!.Links));
        Assert.Equal((FaultKind.Rejected, "productSet: INVALID_VARIANT: No"), (results[1].Fault!.Kind, results[1].Fault!.Message));
        Assert.Equal("tmp/1/lines", (string?)wire.Variables("BulkRun")[0]["path"]);
        Assert.StartsWith("mutation ProductSet(", (string?)wire.Variables("BulkRun")[0]["mutation"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_too_long_to_be_ours_is_left_out_and_the_others_are_read()
    {
        var pad = new string(' ', BulkLines.Longest);
        using var result = new MemoryStream(Encoding.UTF8.GetBytes($"{Answer(0, "A", 10)}\r\n{pad}{Answer(1, "B", 11)}\n\nno json\n{Answer(2, "C", 12)}\n{pad}{Answer(3, "D", 13)}"));
        var read = new List<int?>();
        await foreach (var line in BulkLines.ReadAsync(result, Token))
        {
            read.Add(line.Number);
        }

        Assert.Equal([0, 2], read);
    }

    [Fact]
    public async Task The_file_is_the_last_field_of_the_signed_form_and_the_token_stays_at_home()
    {
        await using var wire = Wired().Store($"{Answer(0, "A", 10)}\n{Answer(1, "B", 11)}");
        Staged(wire).Started().Ended("COMPLETED", url: $"{wire.Address}/files/result");
        await Bulk(wire).WriteBatchAsync([Envelope("A"), Envelope("B")], Token);

        Assert.All(wire.Files, request => Assert.DoesNotContain(request.Headers!.Keys, name => name.Contains("Shopify", StringComparison.OrdinalIgnoreCase) || name == "Authorization"));
        var upload = wire.Files[0];
        Assert.Equal(upload.BodyAsBytes!.Length, int.Parse(upload.Headers!["Content-Length"].Single(), System.Globalization.CultureInfo.InvariantCulture));
        var parts = Encoding.UTF8.GetString(upload.BodyAsBytes!).Split("--retailconnect-staged-upload", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, parts.Length);
        Assert.Contains("name=\"key\"\r\n\r\ntmp/1/lines\r\n", parts[0], StringComparison.Ordinal);
        Assert.Contains("name=\"policy\"\r\n\r\np\r\n", parts[1], StringComparison.Ordinal);
        var lines = parts[2].Split("\r\n\r\n")[1].Trim().Split('\n');
        Assert.Equal(["a", "b"], lines.Select(line => (string?)JsonNode.Parse(line)!["identifier"]!["handle"]));
        Assert.Equal("--\r\n", parts[3]);
    }

    [Fact]
    public async Task Known_products_are_read_together_and_keep_what_others_added()
    {
        await using var wire = Wired().Store($"{Answer(0, "A", 1)}");
        wire.Data("ProductLayouts", $$"""{"nodes":[{"id":"gid://shopify/Product/1","options":[{"name":"Title"}],"variants":{{Wire.Page("""{"id":"gid://shopify/ProductVariant/5","sku":"OTHER","selectedOptions":[{"name":"Title","value":"Gift"}]}""")}} },null]}""");
        Staged(wire).Started().Ended("COMPLETED", url: $"{wire.Address}/files/result");
        var results = await Bulk(wire).WriteBatchAsync([Envelope("A", "gid://shopify/Product/1"), Envelope("B", "gid://shopify/Product/2")], Token);

        Assert.Equal("gid://shopify/Product/1", results[0].Receipt!.Id.Value);
        Assert.Equal((FaultKind.Rejected, "deleted-in-target"), (results[1].Fault!.Kind, results[1].Fault!.Reason));
        Assert.Equal(["gid://shopify/Product/1", "gid://shopify/Product/2"], wire.Variables("ProductLayouts")[0]["ids"]!.AsArray().Select(id => (string?)id));
        Assert.Contains("gid://shopify/ProductVariant/5", Encoding.UTF8.GetString(wire.Files[0].BodyAsBytes!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_an_answer_gets_a_call_of_its_own()
    {
        await using var wire = Wired().Store($"{Answer(0, "A", 10)}\n{{\"errors\":[]}}\n{Answer(9, "B", 11)}\nno json");
        Staged(wire).Started().Ended("COMPLETED", url: $"{wire.Address}/files/result");
        wire.Data("ProductSet", """{"productSet":{"product":{"id":"gid://shopify/Product/11","variants":{"nodes":[],"pageInfo":{"hasNextPage":false}}},"userErrors":[]}}""");
        var results = await Bulk(wire).WriteBatchAsync([Envelope("A"), Envelope("B")], Token);
        Assert.Equal(["gid://shopify/Product/10", "gid://shopify/Product/11"], results.Select(result => result.Receipt?.Id.Value));
    }

    [Theory]
    [InlineData("FAILED", "INTERNAL_SERVER_ERROR", FaultKind.Transient)]
    [InlineData("FAILED", "ACCESS_DENIED", FaultKind.Unauthorized)]
    [InlineData("CANCELED", null, FaultKind.Transient)]
    [InlineData("EXPIRED", null, FaultKind.Transient)]
    public async Task What_an_operation_did_before_it_ended_counts_and_the_rest_is_in_doubt(string status, string? code, FaultKind kind)
    {
        await using var wire = Wired().Store(Answer(1, "B", 11));
        Staged(wire).Started().Ended(status, code, partial: $"{wire.Address}/files/result");
        var results = await Bulk(wire).WriteBatchAsync([Envelope("A"), Envelope("B")], Token);
        Assert.Equal((kind, kind is FaultKind.Transient), (results[0].Fault!.Kind, results[0].Fault!.MayHaveTakenEffect));
        Assert.Equal("gid://shopify/Product/11", results[1].Receipt!.Id.Value);
    }

    [Theory]
    [InlineData("LIMIT_REACHED", FaultKind.Throttled)]
    [InlineData("OPERATION_IN_PROGRESS", FaultKind.Throttled)]
    [InlineData("NO_SUCH_FILE", FaultKind.Transient)]
    [InlineData("INTERNAL_FILE_SERVER_ERROR", FaultKind.Transient)]
    public async Task An_operation_that_can_not_start_now_is_tried_later(string code, FaultKind kind)
    {
        await using var wire = Wired().Store();
        Staged(wire).Data("BulkRun", $$"""{"bulkOperationRunMutation":{"bulkOperation":null,"userErrors":[{"code":"{{code}}","field":null,"message":"No"}]} }""");
        var results = await Bulk(wire).WriteBatchAsync([Envelope("A"), Envelope("B")], Token);
        Assert.All(results, result => Assert.Equal((kind, false), (result.Fault!.Kind, result.Fault!.MayHaveTakenEffect)));
    }

    [Theory]
    [InlineData("INVALID_MUTATION", "")]
    [InlineData("INVALID_STAGED_UPLOAD_FILE", "")]
    [InlineData("", "http://files.example/upload")]
    [InlineData("", "ftp://127.0.0.1/upload")]
    [InlineData("", "/files/upload")]
    public async Task What_is_not_taken_in_bulk_goes_by_single_calls(string code, string address)
    {
        await using var wire = Wired().Store();
        Staged(wire, address);
        if (code.Length > 0)
        {
            wire.Data("BulkRun", $$"""{"bulkOperationRunMutation":{"bulkOperation":null,"userErrors":[{"code":"{{code}}","field":null,"message":"No"}]} }""");
        }

        for (var number = 0; number < 2; number++)
        {
            wire.Data("ProductSet", """{"productSet":{"product":{"id":"gid://shopify/Product/11","variants":{"nodes":[],"pageInfo":{"hasNextPage":false}}},"userErrors":[]}}""");
        }

        Assert.All(await Bulk(wire).WriteBatchAsync([Envelope("A"), Envelope("B")], Token), result => Assert.NotNull(result.Receipt));
        Assert.Equal(code.Length > 0 ? 1 : 0, wire.Files.Count);
    }

    [Fact]
    public async Task A_file_store_that_refuses_says_nothing_about_the_credentials()
    {
        await using var wire = Wired().Store(upload: 403);
        Staged(wire);
        var results = await Bulk(wire).WriteBatchAsync([Envelope("A"), Envelope("B")], Token);
        Assert.All(results, result => Assert.Equal((FaultKind.Transient, false), (result.Fault!.Kind, result.Fault!.MayHaveTakenEffect)));
    }

    [Fact]
    public async Task Nothing_is_written_while_an_operation_of_a_life_before_is_under_way()
    {
        var time = new FakeTimeProvider(Wire.Start);
        await using var wire = new Wire().Data("BulkOperations", Running).Data("BulkOperations", Running).Data("BulkOperations", Wire.NoneUnderWay).Data("Shop", Shop);
        wire.Time = time;
        wire.Data("ProductSet", """{"productSet":{"product":{"id":"gid://shopify/Product/11","variants":{"nodes":[],"pageInfo":{"hasNextPage":false}}},"userErrors":[]}}""");
        var write = wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope("A"), Token).AsTask();
        await PassAsync(time, write);
        Assert.Equal("gid://shopify/Product/11", (await write).Id.Value);
        Assert.Equal(["BulkOperations", "BulkOperations", "BulkOperations", "Shop", "ProductSet"], wire.Sent);
    }

    [Fact]
    public async Task An_operation_that_nobody_waits_for_any_more_is_looked_for_before_the_next_write()
    {
        var time = new FakeTimeProvider(Wire.Start);
        await using var wire = Wired().Store();
        wire.Time = time;
        Staged(wire).Started().Ended("RUNNING");
        var sink = Bulk(wire);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var write = sink.WriteBatchAsync([Envelope("A"), Envelope("B")], stop.Token).AsTask();
        while (!wire.Sent.Contains("BulkOperation"))
        {
            await Task.Delay(5, Token);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);

        wire.Data("BulkOperations", Running).Data("BulkOperations", Wire.NoneUnderWay);
        wire.Data("ProductSet", """{"productSet":{"product":{"id":"gid://shopify/Product/11","variants":{"nodes":[],"pageInfo":{"hasNextPage":false}}},"userErrors":[]}}""");
        var next = sink.WriteAsync(Envelope("A"), Token).AsTask();
        await PassAsync(time, next);
        Assert.Equal("gid://shopify/Product/11", (await next).Id.Value);
        Assert.Equal(["BulkOperation", "BulkOperations", "BulkOperations", "ProductSet"], wire.Sent.TakeLast(4));
    }

    [Theory]
    [InlineData(1000, 100, 10, false)]
    [InlineData(1100, 100, 10, true)]
    [InlineData(16_200, 1000, 10, true)]
    [InlineData(16_200, 2000, 10, false)]
    [InlineData(16_200, 100, 86_400, false)]
    [InlineData(47, 100, 0, false)]
    public void A_bulk_operation_is_chosen_when_single_calls_would_hold_the_allowance_for_longer(double points, double rate, int overhead, bool isFaster) =>
        Assert.Equal(isFaster, BulkChoice.IsFaster(points, rate, TimeSpan.FromSeconds(overhead)));

    private const string Shop = """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""";

    private static Wire Wired() => new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("BulkOperations", Wire.NoneUnderWay).Data("Shop", Shop);

    private static Wire Staged(Wire wire, string address = "") => wire.Data(
        "StagedUpload", $$"""{"stagedUploadsCreate":{"stagedTargets":[{"url":"{{(address.Length > 0 ? address : $"{wire.Address}/files/upload")}}","parameters":[{"name":"key","value":"tmp/1/lines"},{"name":"policy","value":"p"}]}],"userErrors":[]} }""");

    private static IBatchSink<Product> Bulk(Wire wire) => wire.Open(options => (options.BulkOverhead, options.RestoreRate) = (TimeSpan.Zero, 10)).Part<IBatchSink<Product>>()!;

    private static Envelope<Product> Envelope(string sku, string? targetId = null)
    {
        // Dear enough that two of them outweigh the calls around an operation.
        IReadOnlyList<ProductVariant> variants = [new() { Sku = new(sku), Title = sku, Price = new() { Amount = new(9.5m, "EUR") } }, .. Enumerable.Range(0, 9).Select(number => new ProductVariant { Sku = new($"{sku}-{number}"), Title = $"{number}", Price = new() { Amount = new(9.5m, "EUR") } })];
        return TestConnection.Envelope("erp", Wire.Name, Change.Upserted(sku, "1", new Product { Id = sku, Title = sku, Variants = variants }), sku.ToLowerInvariant(), targetId);
    }

    private static string Answer(int line, string sku, int number)
    {
        var variants = Wire.Page($$"""{"sku":"{{sku}}","inventoryItem":{"id":"gid://shopify/InventoryItem/{{number}}"} }""");
        return $$$"""{"data":{"productSet":{"product":{"id":"gid://shopify/Product/{{{number}}}","variants":{{{variants}}}},"userErrors":[]}},"__lineNumber":{{{line}}}}""";
    }

    private static string Refused(int line, string code) => $$$"""{"data":{"productSet":{"product":null,"userErrors":[{"code":"{{{code}}}","field":null,"message":"No"}]}},"__lineNumber":{{{line}}}}""";

    /// <summary>Lets time pass until the work is done.</summary>
    private static async Task PassAsync(FakeTimeProvider time, Task work)
    {
        while (!work.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Token);
        }
    }
}

/// <summary>Answers about one operation.</summary>
internal static class BulkAnswers
{
    private const string Operation = "gid://shopify/BulkOperation/7";

    public static Wire Started(this Wire wire) => wire.Data("BulkRun", $$"""{"bulkOperationRunMutation":{"bulkOperation":{"id":"{{Operation}}","status":"CREATED","type":"MUTATION"},"userErrors":[]} }""");

    public static Wire Ended(this Wire wire, string status, string? code = null, string? url = null, string? partial = null) => wire.Data(
        "BulkOperation", $$"""{"bulkOperation":{"id":"{{Operation}}","status":"{{status}}","type":"MUTATION","errorCode":{{Text(code)}},"url":{{Text(url)}},"partialDataUrl":{{Text(partial)}}} }""");

    private static string Text(string? text) => text is null ? "null" : $"\"{text}\"";
}
