using System.Web;

namespace CustomConnector.StandIn;

/// <summary>The Depot's API in process, as strict as its description: it shares no code with the connector, so that a mistake in one is not repeated in the other.</summary>
internal sealed class DepotStandIn(TimeProvider time) : HttpMessageHandler
{
    public const string ApiKey = "depot-key-of-the-stand-in";
    public const string RequestId = "Depot-Request-Id";
    private readonly CallMeter meter = new(time);
    private int answered;

    public ItemShelf Items { get; } = new(time);

    public OrderBook Orders { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var answer = Answer(request, body);
        answer.Headers.TryAddWithoutValidation(RequestId, $"depot-{Interlocked.Increment(ref answered):D6}");
        return answer;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        if (request.Headers.Authorization is not { Scheme: "Bearer", Parameter: ApiKey })
        {
            return Reply.Refused(401, "unknown_key", "The API key is not known.");
        }

        if (meter.WaitFor() is { } wait)
        {
            var slow = Reply.Refused(429, "too_many_calls", "Slow down.");
            slow.Headers.RetryAfter = new(wait);
            return slow;
        }

        return Route(request, body);
    }

    private HttpResponseMessage Route(HttpRequestMessage request, string body)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        return (request.Method.Method, request.RequestUri.AbsolutePath.Trim('/').Split('/')) switch
        {
            ("GET", ["v1", "items"]) => Items.Page(query["after"], query["limit"]),
            ("GET", ["v1", "items", "by-id"]) => Items.ById(query["ids"]),
            ("POST", ["v1", "orders"]) => Orders.Create(body, Header(request, "Idempotency-Key")),
            ("GET", ["v1", "orders", var id]) => Orders.Read(id),
            ("PUT", ["v1", "orders", var id]) => Orders.Change(id, body, Header(request, "If-Match"), Header(request, "Idempotency-Key")),
            _ => Reply.Refused(404, "unknown_path", "There is nothing at this path."),
        };
    }

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
