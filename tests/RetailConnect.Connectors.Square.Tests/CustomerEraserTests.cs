namespace RetailConnect.Connectors.Square.Tests;

public sealed class CustomerEraserTests
{
    private const string Profile = "/v2/customers/CUST1";

    private static ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(Wire wire) => wire.Open().Part<ICustomerEraser>()!.EraseAsync(new("CUST1"), Wire.Token);

    [Fact]
    public async Task A_profile_is_deleted_whatever_its_version_is_and_what_is_kept_is_named()
    {
        await using var wire = new Wire().Answer("DELETE", Profile, "{}");
        var parts = await EraseAsync(wire);
        Assert.Equal(["DELETE /v2/customers/CUST1"], wire.Sent);
        Assert.Equal([ErasureOutcome.Erased, ErasureOutcome.Kept, ErasureOutcome.ByHand], parts.Select(part => part.Outcome));
    }

    [Fact]
    public async Task Who_is_not_there_is_erased()
    {
        await using var wire = new Wire().Answer("DELETE", Profile, Wire.Error("NOT_FOUND"), status: 404);
        Assert.Equal(ErasureOutcome.Erased, Assert.Single(await EraseAsync(wire)).Outcome);
    }

    [Theory]
    [InlineData(403, "INSUFFICIENT_SCOPES", FaultKind.Unauthorized)]
    [InlineData(400, "BAD_REQUEST", FaultKind.Rejected)]
    [InlineData(500, "INTERNAL_SERVER_ERROR", FaultKind.Transient)]
    public async Task A_refusal_is_no_erasure(int status, string code, FaultKind kind)
    {
        await using var wire = new Wire().Answer("DELETE", Profile, Wire.Error(code), status: status);
        Assert.Equal(kind, (await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync(wire).AsTask())).Kind);
    }
}
