using System.Collections.Concurrent;
using System.Net;
using System.Text;
using RetailConnect.Http;

namespace RetailConnect.Testing;

/// <summary>What carries the connection's calls: it passes them on to the vendor's double, or spoils them as a check says.</summary>
internal sealed class Wire(TimeProvider time) : IConnectionTransport
{
    private readonly ConcurrentDictionary<string, bool> sent = new();
    private HttpMessageHandler? vendor;
    private int busy;
    private int calls;
    private int tokenCalls;
    private long moves;

    /// <summary>Decides about a call that is no token call: what is returned is the answer. Null passes all on.</summary>
    public Func<WireCall, Task<HttpResponseMessage>>? Act { get; set; }

    /// <summary>Decides about a token call; null passes all on.</summary>
    public Func<WireCall, Task<HttpResponseMessage>>? ActOnTokens { get; set; }

    /// <summary>Which calls buy tokens.</summary>
    public Func<HttpRequestMessage, bool> IsTokenCall { get; set; } = static _ => false;

    /// <summary>Calls so far, token calls left out.</summary>
    public int Calls => Volatile.Read(ref calls);

    public int TokenCalls => Volatile.Read(ref tokenCalls);

    /// <summary>Calls that the vendor is at work on.</summary>
    public int Busy => Volatile.Read(ref busy);

    /// <summary>Grows with everything that happens here.</summary>
    public long Moves => Interlocked.Read(ref moves);

    /// <summary>Credentials that were sent in headers: they are secrets too, whoever issued them.</summary>
    public IReadOnlyCollection<string> Credentials => [.. sent.Keys];

    public HttpMessageHandler Open(ConnectionContext connection) => new Line(this);

    public void Connect(IConnectorVendor there)
    {
        vendor = there.Handler;
        IsTokenCall = there.IsTokenCall;
    }

    /// <summary>An answer of the kit's own.</summary>
    public HttpResponseMessage Answer(int status, string body, string type = "application/json")
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        answer.Headers.Date = time.GetUtcNow();
        return answer;
    }

    public async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref busy);
        try
        {
            using var invoker = new HttpMessageInvoker(vendor ?? throw new InvalidOperationException("There is no vendor yet."), disposeHandler: false);
            var answer = await invoker.SendAsync(request, cancellationToken);
            answer.Headers.Date ??= time.GetUtcNow();
            return answer;
        }
        finally
        {
            Interlocked.Increment(ref moves);
            Interlocked.Decrement(ref busy);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref moves);
        Remember(request);
        if (IsTokenCall(request))
        {
            return await AskAsync(ActOnTokens, new(this, request, Interlocked.Increment(ref tokenCalls), cancellationToken));
        }

        return await AskAsync(Act, new(this, request, Interlocked.Increment(ref calls), cancellationToken));
    }

    private static Task<HttpResponseMessage> AskAsync(Func<WireCall, Task<HttpResponseMessage>>? act, WireCall call) => act is null ? call.PassAsync() : act(call);

    public static IEnumerable<string> CredentialsOf(HttpRequestMessage request) =>
        request.Headers.Where(header => IsCredential(header.Key)).SelectMany(header => header.Value).Select(value => value[(value.LastIndexOf(' ') + 1)..]).Where(value => value.Length >= 8);

    private void Remember(HttpRequestMessage request)
    {
        foreach (var value in CredentialsOf(request))
        {
            sent[value] = true;
        }
    }

    private static bool IsCredential(string header) =>
        header.Contains("auth", StringComparison.OrdinalIgnoreCase) || header.Contains("token", StringComparison.OrdinalIgnoreCase) || header.EndsWith("key", StringComparison.OrdinalIgnoreCase) && !header.StartsWith("Idempotency", StringComparison.OrdinalIgnoreCase);

    private sealed class Line(Wire wire) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await wire.SendAsync(request, cancellationToken);
            answer.RequestMessage ??= request;
            return answer;
        }
    }
}
