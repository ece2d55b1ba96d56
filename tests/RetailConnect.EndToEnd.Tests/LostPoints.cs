namespace RetailConnect.EndToEnd.Tests;

/// <summary>A loyalty programme that does what it is asked and whose answer is then lost: of every third movement of points, and of every third account that is opened.</summary>
internal sealed class LostPoints
{
    private int calls;

    /// <summary>Answers to earned points that were lost.</summary>
    public int Earned { get; private set; }

    /// <summary>Answers to points taken back that were lost.</summary>
    public int TakenBack { get; private set; }

    /// <summary>Answers to opened accounts that were lost.</summary>
    public int Opened { get; private set; }

    public HttpMessageHandler Over(string system, HttpMessageHandler inner) => system is "square" ? new Handler(this) { InnerHandler = inner } : inner;

    private bool Loses(HttpRequestMessage request) => (request.Method.Method, request.RequestUri!.AbsolutePath) switch
    {
        ("POST", "/v2/loyalty/accounts") when ++calls % 3 == 0 => ++Opened > 0,
        ("POST", var path) when path.EndsWith("/accumulate", StringComparison.Ordinal) && ++calls % 3 == 0 => ++Earned > 0,
        ("POST", var path) when path.EndsWith("/adjust", StringComparison.Ordinal) && ++calls % 3 == 0 => ++TakenBack > 0,
        _ => false,
    };

    private sealed class Handler(LostPoints club) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode && club.Loses(request) ? throw new HttpRequestException("The connection was cut before the answer.") : response;
        }
    }
}
