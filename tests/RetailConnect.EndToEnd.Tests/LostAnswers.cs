namespace RetailConnect.EndToEnd.Tests;

/// <summary>An ERP whose answer to the first posted order is lost, and that can't be asked about orders until it is mended.</summary>
internal sealed class LostAnswers
{
    private volatile bool down;
    private volatile bool mended;

    public void Mend() => (down, mended) = (false, true);

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

    private sealed class Handler(LostAnswers erp) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var aboutOrders = request.RequestUri!.AbsolutePath.Contains("salesOrders", StringComparison.OrdinalIgnoreCase);
            if (aboutOrders && erp.down)
            {
                throw new HttpRequestException("The connection was cut before the request.");
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (aboutOrders && request.Method == HttpMethod.Post && !erp.mended)
            {
                erp.down = true;
                throw new HttpRequestException("The connection was cut before the answer.");
            }

            return response;
        }
    }
}
