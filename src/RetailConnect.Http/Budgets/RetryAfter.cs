namespace RetailConnect.Http;

/// <summary>Reads the Retry-After header.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Returns the wait that the vendor asks for, at most an hour; null when it does not say.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time) => Of(response, response.Headers.Date ?? time.GetUtcNow());

    /// <summary>Returns the wait that the vendor asks for; null also when it is a date and the answer has none of its own.</summary>
    public static TimeSpan? Of(HttpResponseMessage response) => Of(response, response.Headers.Date);

    private static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset? answered)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - answered);
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }
}
