namespace RetailConnect.Http;

/// <summary>For vendors that don't publish their limit: calls in flight grow slowly while all goes well and are halved after a refusal.</summary>
/// <param name="atOnce">Most calls in flight.</param>
/// <param name="time">The clock.</param>
public sealed class AdaptiveBudget(int atOnce, TimeProvider time) : RateBudget
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private double allowed = atOnce;
    private int running;
    private DateTimeOffset closedUntil;

    /// <inheritdoc />
    public override async ValueTask AcquireAsync(double cost, CancellationToken cancellationToken)
    {
        TaskCompletionSource? turn = null;
        lock (gate)
        {
            if (running < Math.Max(1, (int)allowed))
            {
                running++;
            }
            else
            {
                turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Enqueue(turn);
            }
        }

        if (turn is not null)
        {
            await using var stop = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
            await turn.Task;
        }

        try
        {
            while (Closed() is { } wait)
            {
                await time.WaitAsync(wait, cancellationToken);
            }
        }
        catch
        {
            Release(cost, null);
            throw;
        }
    }

    /// <inheritdoc />
    public override void Release(double cost, HttpResponseMessage? response)
    {
        lock (gate)
        {
            if (response is { StatusCode: System.Net.HttpStatusCode.TooManyRequests })
            {
                allowed = Math.Max(1, allowed / 2);
                var until = time.GetUtcNow() + (RetryAfter.Of(response, time) ?? Pause);
                closedUntil = until > closedUntil ? until : closedUntil;
            }
            else
            {
                allowed = Math.Min(atOnce, allowed + (1 / Math.Max(1, allowed)));
            }

            running--;
            while (running < Math.Max(1, (int)allowed) && waiting.TryDequeue(out var turn))
            {
                running += turn.TrySetResult() ? 1 : 0;
            }
        }
    }

    private TimeSpan? Closed()
    {
        lock (gate)
        {
            var wait = closedUntil - time.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : null;
        }
    }
}
