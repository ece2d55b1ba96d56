using System.Security.Cryptography;

namespace RetailConnect;

/// <summary>Hands the content of a picture on, and fails as soon as it is known to be another one: with the byte that is too many, or at the end.</summary>
internal sealed class PromisedContent(Stream inner, ProductImage image) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long seen;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => seen;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Take(buffer.Span[..read], buffer.Length);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, inner.Read(buffer, offset, count)), count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The last byte is handed on only when all of them are the promised ones: whoever stops at the stated length has not taken a wrong picture.</summary>
    private int Take(ReadOnlySpan<byte> part, int wanted)
    {
        seen += part.Length;
        hash.AppendData(part);
        if (!ended && (seen >= image.Length || (part.IsEmpty && wanted > 0)))
        {
            ended = true;
            if (seen != image.Length || Convert.ToHexStringLower(hash.GetCurrentHash()) != image.Digest)
            {
                throw Changed();
            }
        }
        else if (ended && !part.IsEmpty)
        {
            throw Changed();
        }

        return part.Length;
    }

    private static ConnectorException Changed() => new(FaultKind.Transient, "The source has another picture by now.") { Reason = Reasons.ImageChanged, MayHaveTakenEffect = false };
}
