namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class CustomerEraserTests
{
    private const string Ada = "gid://shopify/Customer/7";

    private static ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(Wire wire) => wire.Open().Part<ICustomerEraser>()!.EraseAsync(new(Ada), TestContext.Current.CancellationToken);

    private static string Refused(string code) => $$$"""{"customerRequestDataErasure":{"customerId":null,"userErrors":[{"code":{{{code}}},"field":["customerId"],"message":"No."}]}}""";

    [Fact]
    public async Task A_customer_is_put_into_the_queue_and_no_more_is_promised()
    {
        await using var wire = new Wire().Data("CustomerErasure", $$$"""{"customerRequestDataErasure":{"customerId":"{{{Ada}}}","userErrors":[]}}""");
        Assert.Equal(ErasureOutcome.Requested, Assert.Single(await EraseAsync(wire)).Outcome);
        Assert.Equal($$"""{"customerId":"{{Ada}}"}""", Assert.Single(wire.Variables("CustomerErasure")).ToJsonString());
    }

    [Theory]
    [InlineData("\"DOES_NOT_EXIST\"", ErasureOutcome.Erased)]
    [InlineData("\"FAILED_TO_REQUEST\"", ErasureOutcome.ByHand)]
    public async Task What_Shopify_refuses_is_said(string code, ErasureOutcome outcome)
    {
        await using var wire = new Wire().Data("CustomerErasure", Refused(code));
        Assert.Equal(outcome, Assert.Single(await EraseAsync(wire)).Outcome);
    }

    [Theory]
    [InlineData("{\"customerRequestDataErasure\":null}", FaultKind.Transient)]
    [InlineData("{\"customerRequestDataErasure\":{\"customerId\":null,\"userErrors\":[{\"code\":null,\"field\":null,\"message\":\"No.\"}]}}", FaultKind.Rejected)]
    public async Task Anything_else_is_no_erasure(string data, FaultKind kind)
    {
        await using var wire = new Wire().Data("CustomerErasure", data);
        Assert.Equal(kind, (await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync(wire).AsTask())).Kind);
    }
}
