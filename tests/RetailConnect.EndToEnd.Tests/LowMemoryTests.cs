namespace RetailConnect.EndToEnd.Tests;

/// <summary>A host runs out of memory in the middle of its work: that says nothing about any envelope, and the work goes on from what the store knows.</summary>
public sealed class LowMemoryTests
{
    [Theory]
    [InlineData(nameof(WriteProof.NaturalUpsert))]
    [InlineData(nameof(WriteProof.NativeKey))]
    [InlineData(nameof(WriteProof.LookUp))]
    public async Task Nothing_is_parked_or_left_waiting(string proof)
    {
        await using var house = new SmallHouse();
        var (calls, documents) = (0, new HashSet<string>());
        house.Till.Read = TillOptions.Sold("A1", "A2", "A3");
        house.Books.Proof = Enum.Parse<WriteProof>(proof);
        house.Books.Find = envelope => documents.Contains(envelope.Canonical.Value) ? new WriteReceipt($"doc-{envelope.Canonical}") : null;
        house.Books.Write = envelope =>
        {
            documents.Add(envelope.Canonical.Value);
            return ++calls <= 2 ? throw new InsufficientMemoryException() : new(new WriteReceipt($"doc-{envelope.Canonical}"));
        };
        TenantStatus? status = null;
        await house.RunAsync(async () =>
        {
            await house.UntilAsync(() => calls > 2);
            status = await house.QuietAsync();
        });
        Assert.Equal((3L, 0L), (status!.Lanes.Single().Applied, status.Lanes.Single().DeadLettered));
    }

    [Fact]
    [Cites("duplicates", "nuobit/odoo-addons#893")]
    public async Task A_call_that_nothing_proves_is_parked_with_its_reason()
    {
        await using var house = new SmallHouse();
        house.Till.Read = TillOptions.Sold("A1");
        house.Books.Proof = WriteProof.None;
        house.Books.Write = _ => throw new InsufficientMemoryException();
        TenantStatus? status = null;
        await house.RunAsync(async () =>
        {
            await house.UntilAsync(() => house.Ask<long>("SELECT COUNT(*) FROM dead_letter") > 0);
            status = await house.QuietAsync();
        });
        Assert.Equal(1, status!.Lanes.Single().DeadLettered);
        Assert.Equal(Reasons.ResultUnknown, house.Ask<string>("SELECT reason FROM inbox"));
    }
}
