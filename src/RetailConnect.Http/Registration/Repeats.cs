using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace RetailConnect.Http;

/// <summary>Repeats calls that only read. Repeats of others belong to the engine, which knows how each sink proves one effect.</summary>
internal static class Repeats
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static HttpRetryStrategyOptions Of(Func<HttpRequestMessage, bool> reads, TimeProvider time) => new()
    {
        MaxRetryAttempts = 2,
        Delay = TimeSpan.FromMilliseconds(100),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = false,
        DelayGenerator = arguments => new(Asked(arguments.Outcome, time)),
        ShouldHandle = arguments => new(
            arguments.Context.GetRequestMessage() is { } request && (IsSafe(request) || reads(request))
            && HttpClientResiliencePredicates.IsTransient(arguments.Outcome)
            && (Asked(arguments.Outcome, time) ?? TimeSpan.Zero) <= LongestWait),
    };

    /// <summary>The wait that the vendor asks for; a long one is the engine's, which waits without holding anything.</summary>
    private static TimeSpan? Asked(Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome.Result is { } answer ? RetryAfter.Of(answer, time) : null;

    private static bool IsSafe(HttpRequestMessage request) => request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options;
}
