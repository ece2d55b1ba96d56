namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>Writes one envelope through a sink that takes batches.</summary>
internal static class SingleWrites
{
    public static async ValueTask<WriteReceipt> WriteAsync<T>(this IBatchSink<T> sink, Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class
    {
        var result = Assert.Single(await sink.WriteBatchAsync([envelope], cancellationToken));
        return result.Receipt ?? throw result.Fault!;
    }
}
