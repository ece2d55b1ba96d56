namespace RetailConnect.EndToEnd.Tests;

/// <summary>A shop whose answer to a write of metafields with a certain text is lost, and that can't be reached until it is mended.</summary>
internal sealed class LostMetafields(string text)
{
    private volatile bool down;
    private volatile bool mended;

    public bool IsDown => down;

    public void Mend() => (down, mended) = (false, true);

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this, text) { InnerHandler = inner };

    private sealed class Handler(LostMetafields shop, string text) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (shop.down)
            {
                throw new HttpRequestException("The connection was cut before the request.");
            }

            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            if (!shop.mended && body.Contains("metafieldsSet", StringComparison.Ordinal) && body.Contains(text, StringComparison.Ordinal))
            {
                shop.down = true;
                throw new HttpRequestException("The connection was cut before the answer.");
            }

            return response;
        }
    }
}
