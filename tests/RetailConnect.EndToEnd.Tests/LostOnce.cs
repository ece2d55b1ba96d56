namespace RetailConnect.EndToEnd.Tests;

/// <summary>A vendor whose answer to the first request with a certain text in its JSON or its path is lost, after it did what was asked.</summary>
internal sealed class LostOnce(string text)
{
    private int lost;

    public bool Happened => Volatile.Read(ref lost) > 0;

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this, text) { InnerHandler = inner };

    private sealed class Handler(LostOnce vendor, string text) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var chosen = await RequestTexts.HasAsync(request, text, cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            return chosen && Interlocked.Exchange(ref vendor.lost, 1) == 0 ? throw new HttpRequestException("The connection was cut before the answer.") : response;
        }
    }
}
