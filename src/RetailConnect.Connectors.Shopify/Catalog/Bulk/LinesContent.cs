using System.Net;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>Lines that go to the socket one by one.</summary>
internal sealed class LinesContent(IReadOnlyList<byte[]> lines) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var line in lines)
        {
            await stream.WriteAsync(line, cancellationToken);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = lines.Sum(line => (long)line.Length);
        return true;
    }
}
