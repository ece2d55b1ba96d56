using System.Net;

namespace RetailConnect.Http;

/// <summary>Carries files to and from addresses that a vendor names: without the connection's token, and over https only, except on loopback.</summary>
/// <remarks>Thread-safe. A file is written and read as a stream; nothing of it is kept. All failures arrive as <see cref="ConnectorException"/>, and none of them touched the vendor's data.</remarks>
public sealed class VendorFiles
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly HttpClient http;
    private readonly TimeProvider time;

    internal VendorFiles(HttpClient http, TimeProvider time)
    {
        this.http = http;
        this.time = time;
    }

    /// <summary>Sends a file by POST.</summary>
    /// <param name="address">Where the vendor wants it.</param>
    /// <param name="content">The file with all that goes along.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task SendAsync(string? address, HttpContent content, CancellationToken cancellationToken)
    {
        var to = Checked(address);
        return LimitedAsync(
            async token =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = content };
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            },
            cancellationToken);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="address">Where the vendor has it.</param>
    /// <param name="read">Reads the stream; it ends when this returns.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task ReadAsync(string? address, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken) => ReadAsync(address, 0, read, cancellationToken);

    /// <summary>Reads a file from a byte on; what comes before it is read over where the server gives the whole file all the same.</summary>
    /// <param name="address">Where the vendor has it.</param>
    /// <param name="start">Bytes that are not wanted.</param>
    /// <param name="read">Reads the stream; it ends when this returns.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task ReadAsync(string? address, long start, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        var from = Checked(address);
        return LimitedAsync(
            async token =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, from);
                request.Headers.Range = start > 0 ? new(start, null) : null;
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                await using var stream = await response.Content.ReadAsStreamAsync(token);
                await SkipAsync(stream, start - (response.StatusCode is HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? start : 0), token);
                await read(stream, token);
            },
            cancellationToken);
    }

    private static async Task SkipAsync(Stream stream, long bytes, CancellationToken cancellationToken)
    {
        if (bytes < 0)
        {
            throw new ConnectorException(FaultKind.Transient, "The server gave a later part of the file than was asked for.") { MayHaveTakenEffect = false };
        }

        var buffer = new byte[(int)Math.Min(bytes, 64 * 1024)];
        for (var left = bytes; left > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            left = read > 0 ? left - read : throw new IOException("The file is shorter than it was.");
        }
    }

    private static Uri Checked(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true })
        ? uri
        : throw new ConnectorException(FaultKind.Unsupported, "The vendor named an address for a file that is not https; nothing is sent there.") { Reason = Reasons.Unsupported };

    private async Task LimitedAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        CallScope.Guard?.Invoke();
        using var limit = new CancellationTokenSource(Longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await call(both.Token);
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectorException(FaultKind.Transient, "The file took too long.", slow) { MayHaveTakenEffect = false };
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            throw new ConnectorException(FaultKind.Transient, "The connection was cut in the middle of a file.", cut) { MayHaveTakenEffect = false };
        }
    }
}
