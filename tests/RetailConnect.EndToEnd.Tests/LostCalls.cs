namespace RetailConnect.EndToEnd.Tests;

/// <summary>A vendor whose answers to certain calls are lost after it acted, as often as a test says.</summary>
internal sealed class LostCalls(Func<HttpRequestMessage, bool> chosen, int most)
{
    private int count;

    /// <summary>Answers lost so far.</summary>
    public int Count => Math.Min(most, Volatile.Read(ref count));

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this, chosen, most) { InnerHandler = inner };

    private sealed class Handler(LostCalls calls, Func<HttpRequestMessage, bool> chosen, int most) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            return !chosen(request) || Interlocked.Increment(ref calls.count) > most ? answer : throw new HttpRequestException("The connection was cut before the answer.");
        }
    }
}
