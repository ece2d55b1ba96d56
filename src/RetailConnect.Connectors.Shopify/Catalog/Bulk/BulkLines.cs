using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>Reads the lines of a bulk operation's result as they come. What can't be read, and what is longer than any answer of ours may be, is left out.</summary>
internal static class BulkLines
{
    /// <summary>In bytes. A line names the ids of at most 2,048 variants, so none comes near it.</summary>
    public const int Longest = 8 * 1024 * 1024;

    public static async IAsyncEnumerable<BulkLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (text, _) in TextsAsync(stream, cancellationToken))
        {
            if (Line(text) is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>Reads the lines as they stand, each valid until the next one is asked for, and the number of bytes up to behind its end.</summary>
    public static async IAsyncEnumerable<(ReadOnlySequence<byte> Text, long End)> TextsAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = 0L;
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        await using var done = new Completion(reader);
        var tooLong = false;
        for (var ended = false; !ended;)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            ended = read.IsCompleted;
            while (Next(ref rest, ended) is { } text)
            {
                end += text.Length + 1;
                if (!tooLong && text.Length is > 0 and <= Longest)
                {
                    yield return (text, end);
                }

                tooLong = false;
            }

            if (rest.Length > Longest)
            {
                end += rest.Length;
                (tooLong, rest) = (true, rest.Slice(rest.End));
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    /// <summary>Takes the next line out of what has come; null when its end has not.</summary>
    private static ReadOnlySequence<byte>? Next(ref ReadOnlySequence<byte> rest, bool ended)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }

        if (!ended || rest.IsEmpty)
        {
            return null;
        }

        var last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    private static BulkLine? Line(ReadOnlySequence<byte> text)
    {
        try
        {
            var json = new Utf8JsonReader(text);
            return JsonSerializer.Deserialize(ref json, ShopifyJson.Default.BulkLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Completion(PipeReader reader) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => reader.CompleteAsync();
    }
}
