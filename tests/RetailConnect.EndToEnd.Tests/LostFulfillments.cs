namespace RetailConnect.EndToEnd.Tests;

/// <summary>A shop that takes fulfilments, while its answers to some of them are lost.</summary>
/// <param name="most">How many answers are lost.</param>
internal sealed class LostFulfillments(int most)
{
    private int lost;

    /// <summary>Answers that were lost so far.</summary>
    public int Count => Volatile.Read(ref lost);

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this, most) { InnerHandler = inner };

    private sealed class Handler(LostFulfillments shop, int most) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var writes = request.Content is not null && (await request.Content.ReadAsStringAsync(cancellationToken)).Contains("mutation FulfillmentCreate", StringComparison.Ordinal);
            var response = await base.SendAsync(request, cancellationToken);
            return writes && Interlocked.Increment(ref shop.lost) <= most ? throw new HttpRequestException("The connection was cut before the answer.") : response;
        }
    }
}
