namespace RetailConnect.FaultCampaign.Drift;

/// <summary>Counts calls to vendors and the bytes of their bodies, both ways.</summary>
internal sealed class Traffic
{
    private long calls;
    private long bytes;

    public HttpMessageHandler Over(string system, HttpMessageHandler inner) => new Counter(this) { InnerHandler = inner };

    /// <summary>Returns what was counted since the last time.</summary>
    public Sent Take() => new(Interlocked.Exchange(ref calls, 0), Interlocked.Exchange(ref bytes, 0));

    internal sealed record Sent(long Calls, long Bytes)
    {
        public override string ToString() => $"{Calls:N0} calls, {Bytes / 1024.0 / 1024:N1} MB.";
    }

    private sealed class Counter(Traffic traffic) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref traffic.calls);
            Interlocked.Add(ref traffic.bytes, request.Content?.Headers.ContentLength ?? 0);
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            Interlocked.Add(ref traffic.bytes, answer.Content.Headers.ContentLength ?? 0);
            return answer;
        }
    }
}
