namespace RetailConnect.EndToEnd.Tests;

/// <summary>An ERP whose answers to payments are lost, and whose journals and invoices can't be read after the first, until it is mended.</summary>
internal sealed class LostPayments
{
    private int count;
    private volatile bool mended;

    /// <summary>Answers lost so far.</summary>
    public int Count => Volatile.Read(ref count);

    public void Mend() => mended = true;

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

    private sealed class Handler(LostPayments erp) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (erp.Count > 0 && !erp.mended && request.Method == HttpMethod.Get && (path.EndsWith("customerPayments", StringComparison.Ordinal) || path.EndsWith("salesInvoices", StringComparison.Ordinal)))
            {
                throw new HttpRequestException("The connection was cut before the request.");
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Post && path.EndsWith("customerPayments", StringComparison.Ordinal) && !erp.mended)
            {
                Interlocked.Increment(ref erp.count);
                throw new HttpRequestException("The connection was cut before the answer.");
            }

            return response;
        }
    }
}
