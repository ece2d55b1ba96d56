using System.IO.Compression;

namespace RetailConnect.Storage.Relational;

/// <summary>Packs bodies where that makes them smaller: it keeps the write-ahead log short, and so the tail of the commit times.</summary>
internal static class Packing
{
    private const int Small = 256;

    public static (bool Packed, byte[] Bytes) Pack(ReadOnlyMemory<byte> body)
    {
        if (body.Length < Small)
        {
            return (false, body.ToArray());
        }

        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body.Span, buffer, out var length, quality: 0, window: 18) && length < body.Length
            ? (true, buffer[..length])
            : (false, body.ToArray());
    }

    public static byte[] Unpack(bool packed, byte[] bytes)
    {
        if (!packed)
        {
            return bytes;
        }

        using var from = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
