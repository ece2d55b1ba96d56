namespace RetailConnect.Connectors.TalonOne.Tests;

public sealed class EraserTests
{
    private const string Data = "/v1/customer_data/web-cust/1";

    private static ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(Wire wire) => wire.Open().Part<ICustomerEraser>()!.EraseAsync(new("web-cust/1"), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_persons_data_is_deleted_by_the_id_of_the_profile_and_what_is_kept_is_named()
    {
        await using var wire = new Wire().Answer("DELETE", Data, "", 204);
        var parts = await EraseAsync(wire);
        Assert.Equal(["DELETE /v1/customer_data/web-cust%2F1"], wire.Sent);
        Assert.Equal([ErasureOutcome.Erased, ErasureOutcome.Kept], parts.Select(part => part.Outcome));
    }

    [Fact]
    public async Task Who_is_not_there_is_erased()
    {
        await using var wire = new Wire().Answer("DELETE", Data, """{"message":"Not found","StatusCode":404}""", 404);
        Assert.Equal(ErasureOutcome.Erased, Assert.Single(await EraseAsync(wire)).Outcome);
    }

    [Theory]
    [InlineData(401, FaultKind.Unauthorized)]
    [InlineData(400, FaultKind.Rejected)]
    [InlineData(500, FaultKind.Transient)]
    public async Task A_refusal_is_no_erasure(int status, FaultKind kind)
    {
        await using var wire = new Wire().Answer("DELETE", Data, """{"message":"No"}""", status);
        Assert.Equal(kind, (await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync(wire).AsTask())).Kind);
    }
}
