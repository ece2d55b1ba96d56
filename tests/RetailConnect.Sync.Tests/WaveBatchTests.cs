using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

public sealed class WaveBatchTests
{
    [Fact]
    public async Task Those_that_arrive_are_written_in_one_call_when_the_others_have_ended()
    {
        var calls = new List<int>();
        var batch = new WaveBatch<Customer>(3, envelopes =>
        {
            calls.Add(envelopes.Count);
            return new(Written(envelopes));
        });
        var first = batch.WriteAsync(Envelope("a")).AsTask();
        var second = batch.WriteAsync(Envelope("b")).AsTask();
        Assert.Empty(calls);
        batch.End();
        Assert.Equal("a", (await first).Id.Value);
        Assert.Equal("b", (await second).Id.Value);
        Assert.Equal([2], calls);
    }

    [Fact]
    public async Task One_that_is_rejected_comes_back_alone_when_the_others_end()
    {
        var calls = new List<int>();
        var batch = new WaveBatch<Customer>(2, envelopes =>
        {
            calls.Add(envelopes.Count);
            return new([.. envelopes.Select(envelope => envelope.Canonical.Value == "bad" && calls.Count == 1
                ? WriteResult.Failed(new(FaultKind.Conflict, "moved"))
                : WriteResult.Written(new(envelope.Canonical.Value)))]);
        });
        var good = RunAsync(batch, "good");
        var bad = RunAsync(batch, "bad");
        Assert.Equal("good", (await good).Id.Value);
        Assert.Equal("bad", (await bad).Id.Value);
        Assert.Equal([2, 1], calls);
    }

    [Fact]
    public async Task A_failure_of_the_call_reaches_everyone_in_it()
    {
        var batch = new WaveBatch<Customer>(2, _ => throw new ConnectorException(FaultKind.Transient, "cut"));
        var first = batch.WriteAsync(Envelope("a")).AsTask();
        var second = batch.WriteAsync(Envelope("b")).AsTask();
        await Assert.ThrowsAsync<ConnectorException>(() => first);
        await Assert.ThrowsAsync<ConnectorException>(() => second);
    }

    private static async Task<WriteReceipt> RunAsync(WaveBatch<Customer> batch, string id)
    {
        try
        {
            while (true)
            {
                try
                {
                    return await batch.WriteAsync(Envelope(id));
                }
                catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict)
                {
                    // As the recovery step does: once more.
                }
            }
        }
        finally
        {
            batch.End();
        }
    }

    private static IReadOnlyList<WriteResult> Written(IReadOnlyList<Envelope<Customer>> envelopes) => [.. envelopes.Select(envelope => WriteResult.Written(new(envelope.Canonical.Value)))];

    private static Envelope<Customer> Envelope(string id) => TestConnection.Envelope("web", "erp", Change.Upserted(id, "1", new Customer { Id = id }), id);
}
