namespace RetailConnect.Http;

/// <summary>So many calls in a sliding window and so many at once; pauses after the vendor refused one.</summary>
/// <param name="calls">Calls in one window.</param>
/// <param name="window">Length of the window.</param>
/// <param name="atOnce">Calls in flight at once.</param>
/// <param name="time">The clock.</param>
public sealed class WindowBudget(int calls, TimeSpan window, int atOnce, TimeProvider time) : RateBudget, IDisposable
{
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> made = new();
    private readonly SemaphoreSlim slots = new(atOnce);
    private DateTimeOffset closedUntil;

    /// <inheritdoc />
    public override async ValueTask AcquireAsync(double cost, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            while (Wait() is { } wait)
            {
                await time.WaitAsync(wait, cancellationToken);
            }
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    /// <inheritdoc />
    public override void Release(double cost, HttpResponseMessage? response)
    {
        if (response is { StatusCode: System.Net.HttpStatusCode.TooManyRequests })
        {
            var until = time.GetUtcNow() + (RetryAfter.Of(response, time) ?? AfterRefusal);
            lock (gate)
            {
                closedUntil = until > closedUntil ? until : closedUntil;
            }
        }

        slots.Release();
    }

    /// <summary>Frees the waiters' semaphore.</summary>
    public void Dispose() => slots.Dispose();

    /// <summary>Takes a place in the window, or tells how long to wait for one.</summary>
    private TimeSpan? Wait()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            while (made.TryPeek(out var oldest) && oldest + window <= now)
            {
                made.Dequeue();
            }

            if (closedUntil > now)
            {
                return closedUntil - now;
            }

            if (made.Count >= calls)
            {
                return made.Peek() + window - now;
            }

            made.Enqueue(now);
            return null;
        }
    }
}
