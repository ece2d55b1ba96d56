namespace RetailConnect.EndToEnd.Tests;

/// <summary>A till whose directory can't be reached from the moment in which it took a certain change, then only for reading, then as before.</summary>
internal sealed class LateTill
{
    private enum Condition
    {
        Open,
        Away,
        ReadOnly,
    }

    private volatile Condition condition;

    /// <summary>A text of the change after which nobody reaches it.</summary>
    public string? HoldsAfter { get; set; }

    public bool IsHeld => condition is not Condition.Open;

    public void Reads() => condition = Condition.ReadOnly;

    public void Writes() => (HoldsAfter, condition) = (null, Condition.Open);

    public HttpMessageHandler Over(string name, HttpMessageHandler inner) => name is "square" ? new Handler(this) { InnerHandler = inner } : inner;

    private sealed class Handler(LateTill till) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            var writes = path.StartsWith("/v2/customers/bulk-", StringComparison.Ordinal) && !path.EndsWith("-retrieve", StringComparison.Ordinal);
            if (path.StartsWith("/v2/customers", StringComparison.Ordinal) && (till.condition is Condition.Away || (till.condition is Condition.ReadOnly && writes)))
            {
                throw new HttpRequestException("The connection was cut before the request.");
            }

            var holds = writes && till is { condition: Condition.Open, HoldsAfter: { } text } && (await request.Content!.ReadAsStringAsync(cancellationToken)).Contains(text, StringComparison.Ordinal);
            var response = await base.SendAsync(request, cancellationToken);
            till.condition = holds ? Condition.Away : till.condition;
            return response;
        }
    }
}
