using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>A signed form with a file of lines as its last field; its length is known, as file stores ask, and the lines go to the socket one by one.</summary>
internal sealed class StagedForm : HttpContent
{
    /// <summary>A line break inside JSON is escaped, so that no line can hold the boundary.</summary>
    private const string Boundary = "retailconnect-staged-upload";
    private readonly byte[] head;
    private readonly byte[] tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");
    private readonly IReadOnlyList<byte[]> lines;

    public StagedForm(IReadOnlyList<StagedField> fields, string filename, string type, IReadOnlyList<byte[]> lines)
    {
        this.lines = lines;
        head = Encoding.UTF8.GetBytes($"{string.Concat(fields.Select(field => $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n"))}--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{filename}\"\r\nContent-Type: {type}\r\n\r\n");
        Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(head, cancellationToken);
        foreach (var line in lines)
        {
            await stream.WriteAsync(line, cancellationToken);
        }

        await stream.WriteAsync(tail, cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = head.Length + lines.Sum(line => (long)line.Length) + tail.Length;
        return true;
    }
}
