using System.Net;
using System.Net.Http.Headers;

namespace RetailConnect.Testing;

/// <summary>A body without an end that counts what is pulled; past a bound it is cut, so that a check can tell and memory survives.</summary>
internal sealed class EndlessContent : HttpContent
{
    private const int Piece = 64 * 1024;
    private static readonly byte[] Spaces = [.. Enumerable.Repeat((byte)' ', Piece)];
    private readonly long most;
    private long pulled;

    public EndlessContent(long most)
    {
        this.most = most;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public long Pulled => Interlocked.Read(ref pulled);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        while (Interlocked.Add(ref pulled, Piece) <= most)
        {
            await stream.WriteAsync(Spaces, cancellationToken);
        }

        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The kit has seen enough.");
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Spring(this));

    private sealed class Spring(EndlessContent content) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Interlocked.Add(ref content.pulled, count) > content.most)
            {
                throw new IOException("The kit has seen enough.");
            }

            Array.Fill(buffer, (byte)' ', offset, count);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
