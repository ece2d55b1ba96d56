using System.Text.Json.Nodes;
using RetailConnect.Contracts.Coverage;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Contracts.Shopify;
using RetailConnect.Http;
using RetailConnect.Sandbox;
using RetailConnect.Tests;

namespace RetailConnect.Contracts;

/// <summary>Whatever a vendor's contract says of refusals becomes a fault of a kind, in the vendor's words, with the vendor's id of the request.</summary>
public sealed class VendorErrorTests
{
    private readonly List<string> wrong = [];

    /// <summary>What the words of a code promise; a code that promises nothing is a refusal.</summary>
    private static readonly (string Word, FaultKind Kind)[] Promises =
    [
        ("RATE_LIMIT", FaultKind.Throttled), ("VERSION_MISMATCH", FaultKind.Conflict), ("INTERNAL_SERVER_ERROR", FaultKind.Transient), ("UNAVAILABLE", FaultKind.Transient), ("GATEWAY", FaultKind.Transient),
        ("REQUEST_TIMEOUT", FaultKind.Transient), ("TEMPORARY_ERROR", FaultKind.Transient), ("UNAUTHORIZED", FaultKind.Unauthorized), ("ACCESS_TOKEN", FaultKind.Unauthorized), ("FORBIDDEN", FaultKind.Unauthorized),
        ("INSUFFICIENT_SCOPES", FaultKind.Unauthorized), ("CLIENT_DISABLED", FaultKind.Unauthorized), ("APPLICATION_DISABLED", FaultKind.Unauthorized),
    ];

    [Fact]
    public async Task Every_refusal_of_talon_one()
    {
        foreach (var (check, form, operation) in await CallsAsync("talon-one"))
        {
            foreach (var (status, schema) in operation.Answers.Where(answer => answer.Key[0] >= '4'))
            {
                foreach (var kind in SampleWriter.Kinds)
                {
                    var sample = SampleWriter.Write(FlatSchema.Of(ContractJudge.Require().Rest("talon-one").Contract, schema), kind);
                    var code = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
                    Judge($"{check.Name} {status} {kind}", await check.RefuseAsync(form, operation, code, sample), StandardFaults.KindOf((System.Net.HttpStatusCode)code), (string?)sample?["message"]);
                }
            }
        }

        None();
    }

    [Fact]
    public async Task Every_error_code_of_square()
    {
        var calls = await CallsAsync("square");
        var schemas = ContractJudge.Require().Rest("square").Contract.Document["components"]!["schemas"]!;
        foreach (var code in schemas["ErrorCode"]!["enum"]!.AsArray().Select(value => (string)value!))
        {
            var promised = Promises.Where(promise => code.Contains(promise.Word, StringComparison.Ordinal)).Select(promise => (FaultKind?)promise.Kind).FirstOrDefault();
            foreach (var (check, form, operation) in calls)
            {
                Judge($"{check.Name} {code}", await check.RefuseAsync(form, operation, 400, Square("INVALID_REQUEST_ERROR", code)), promised, code);
            }
        }

        None();
    }

    [Fact]
    public async Task Every_category_of_square_whatever_the_code()
    {
        var (check, form, operation) = (await CallsAsync("square"))[0];
        foreach (var category in ContractJudge.Require().Rest("square").Contract.Document["components"]!["schemas"]!["ErrorCategory"]!["enum"]!.AsArray().Select(value => (string)value!))
        {
            FaultKind kind = category switch { "AUTHENTICATION_ERROR" => FaultKind.Unauthorized, "RATE_LIMIT_ERROR" => FaultKind.Throttled, _ => FaultKind.Rejected };
            Judge(category, await check.RefuseAsync(form, operation, 400, Square(category, "UNKNOWN_TO_US")), kind, "UNKNOWN_TO_US");
        }

        None();
    }

    [Theory]
    [InlineData("ProductSetUserErrorCode")]
    [InlineData("InventorySetQuantitiesUserErrorCode")]
    [InlineData("InventoryBulkToggleActivationUserErrorCode")]
    public async Task Every_refusal_of_shopify_that_is_part_of_a_success(string codes)
    {
        var connector = ConnectorUnderTest.Create().Single(connector => connector.Vendor == "shopify");
        foreach (var code in new SchemaIndex(ContractJudge.Require().Shopify.Published).Values(codes))
        {
            connector.Wire.Choose = request => Shopify(request, codes, code);
            var fault = codes == "ProductSetUserErrorCode" ? await ProductAsync(connector) : await StockAsync(connector, seen: codes == "InventorySetQuantitiesUserErrorCode");

            // What the words ask for: another try, or a look at what moved meanwhile. All else is for a person.
            FaultKind kind = code switch
            {
                "GENERIC_ERROR" or "JOB_ERROR" or "IDEMPOTENCY_CONCURRENT_REQUEST" => FaultKind.Transient,
                "CHANGE_FROM_QUANTITY_STALE" or "COMPARE_QUANTITY_STALE" or "INVALID_LOCATION" or "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" => FaultKind.Conflict,
                _ => FaultKind.Rejected,
            };
            Judge($"{codes}.{code}", fault, kind, code);
        }

        None();
    }

    private static async Task<List<(RefusalCheck Check, CallForm Form, ContractOperation Operation)>> CallsAsync(string vendor)
    {
        _ = ContractJudge.Require();
        var connector = ConnectorUnderTest.Create().Single(connector => connector.Vendor == vendor);
        var calls = new List<(RefusalCheck, CallForm, ContractOperation)>();
        foreach (var check in RefusalCheck.MethodsOf(connector).Select(method => new RefusalCheck(connector, method)))
        {
            foreach (var form in check.Forms)
            {
                if (await check.OperationAsync(form) is { } operation)
                {
                    calls.Add((check, form, operation));
                }
            }
        }

        Assert.NotEmpty(calls);
        return calls;
    }

    private static JsonObject Square(string category, string code) => new() { ["errors"] = new JsonArray(new JsonObject { ["category"] = category, ["code"] = code, ["detail"] = "It can't be done.", ["field"] = "object.id" }) };

    private static string Shopify(SandboxRequest request, string codes, string code)
    {
        var query = (string)JsonNode.Parse(request.Body.Span)!["query"]!;
        var refused = $$"""{"userErrors":[{"code":"{{code}}","field":null,"message":"It can't be done."}]}""";
        return query switch
        {
            _ when query.Contains("query BulkOperations ", StringComparison.Ordinal) => """{"data":{"page":{"nodes":[],"pageInfo":{"hasNextPage":false}}}}""",
            _ when query.Contains("query Shop ", StringComparison.Ordinal) => """{"data":{"shop":{"currencyCode":"EUR","taxesIncluded":true}}}""",
            _ when query.Contains("mutation ProductSet(", StringComparison.Ordinal) => $$"""{"data":{"productSet":{{refused}} } }""",
            _ when query.Contains("mutation StockSet(", StringComparison.Ordinal) => $$"""{"data":{"inventorySetQuantities":{{refused}} } }""",
            _ when query.Contains("mutation StockActivate(", StringComparison.Ordinal) => $$"""{"data":{"inventoryBulkToggleActivation":{{refused}} } }""",
            _ => throw new InvalidOperationException($"{codes}: nobody answers {query}"),
        };
    }

    private static async Task<ConnectorException?> ProductAsync(ConnectorUnderTest connector)
    {
        var variant = new ProductVariant { Sku = new("SHIRT"), Price = new() { Amount = new(10, "EUR") } };
        var product = new Product { Id = "item-1", Title = "Shirt", Variants = [variant] };
        return await WriteAsync(connector, TestConnection.Envelope("erp", "one", Change.Upserted("item-1", "1", product), "erp-1"));
    }

    private static async Task<ConnectorException?> StockAsync(ConnectorUnderTest connector, bool seen)
    {
        const string location = "gid://shopify/Location/1";
        connector.Link(EntityType.Variant, "SHIRT", "gid://shopify/InventoryItem/1");
        var level = new StockLevel { Sku = new("SHIRT"), Location = location, Available = 5, Expected = seen ? new Quantity(7) : default(Quantity?) };
        return await WriteAsync(connector, TestConnection.Envelope("erp", "one", Change.Upserted($"SHIRT@{location}", "1", level), "SHIRT@MAIN"));
    }

    private static async Task<ConnectorException?> WriteAsync<T>(ConnectorUnderTest connector, Envelope<T> envelope)
        where T : class
    {
        try
        {
            return Assert.Single(await connector.Part<IBatchSink<T>>().WriteBatchAsync([envelope], TestContext.Current.CancellationToken)).Fault;
        }
        catch (ConnectorException fault)
        {
            return fault;
        }
    }

    private void Judge(string what, ConnectorException? fault, FaultKind? kind, string? words)
    {
        if (fault is null)
        {
            wrong.Add($"{what}: no fault.");
            return;
        }

        if (kind is { } expected && fault.Kind != expected)
        {
            wrong.Add($"{what}: {fault.Kind} instead of {expected}.");
        }

        if (fault.VendorRequestId != AnsweringWire.RequestId)
        {
            wrong.Add($"{what}: the vendor's request id is missing.");
        }

        if (words is not null && !fault.Message.Contains(words, StringComparison.Ordinal))
        {
            wrong.Add($"{what}: the vendor's words are missing in '{fault.Message}'.");
        }
    }

    private void None() => Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(60)));
}
