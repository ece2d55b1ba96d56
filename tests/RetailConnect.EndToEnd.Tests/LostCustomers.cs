namespace RetailConnect.EndToEnd.Tests;

/// <summary>A till that does what it is asked and whose answer is then lost: of every second write of customers.</summary>
internal sealed class LostCustomers
{
    private int calls;

    /// <summary>True for a till that can't be reached any more once an answer was lost, until it is mended.</summary>
    public bool StaysAway { get; set; }

    /// <summary>Answers to new customers that were lost.</summary>
    public int Made { get; private set; }

    /// <summary>Answers to changes that were lost.</summary>
    public int Changed { get; private set; }

    public HttpMessageHandler Over(string system, HttpMessageHandler inner) => system is "square" ? new Handler(this) { InnerHandler = inner } : inner;

    private bool Loses(string path) => path switch
    {
        "/v2/customers/bulk-create" when ++calls % 2 == 1 => ++Made > 0,
        "/v2/customers/bulk-update" when ++calls % 2 == 1 => ++Changed > 0,
        _ => false,
    };

    private sealed class Handler(LostCustomers till) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (till is { StaysAway: true, Made: > 0 } && request.RequestUri!.AbsolutePath.StartsWith("/v2/customers", StringComparison.Ordinal))
            {
                throw new HttpRequestException("The connection was cut before the request.");
            }

            var response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode && till.Loses(request.RequestUri!.AbsolutePath) ? throw new HttpRequestException("The connection was cut before the answer.") : response;
        }
    }
}
