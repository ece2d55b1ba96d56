using System.Net;

namespace RetailConnect.Http;

/// <summary>For vendors that don't publish their limit: calls in flight grow slowly while all goes well and are halved after a refusal.</summary>
/// <param name="atOnce">Most calls in flight.</param>
/// <param name="time">The clock.</param>
public sealed class AdaptiveBudget(int atOnce, TimeProvider time) : RateBudget(time)
{
    private readonly Pace pace = new(time);
    private double allowed = atOnce;
    private int running;

    /// <inheritdoc />
    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(250);

    private int Most => Math.Max(1, (int)allowed);

    /// <inheritdoc />
    protected override TimeSpan? Take(double cost, CallPriority priority)
    {
        if (running >= Most)
        {
            return Timeout.InfiniteTimeSpan;
        }

        running++;
        return null;
    }

    /// <inheritdoc />
    protected override void Return(double cost, HttpResponseMessage? response)
    {
        pace.Mark(running >= Most);
        allowed = response is { StatusCode: HttpStatusCode.TooManyRequests } ? Math.Max(1, allowed / 2) : Math.Min(atOnce, allowed + (1 / Math.Max(1, allowed)));
        running--;
    }

    /// <inheritdoc />
    protected override TimeSpan Drain(int calls, double cost, CallPriority last) => pace.Of(calls);
}
