namespace RetailConnect.Sync.Engine;

/// <summary>Wakes one loop; setting it several times before it is heard wakes the loop once.</summary>
internal sealed class Signal(TimeProvider time)
{
    private readonly Lock gate = new();
    private TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set()
    {
        lock (gate)
        {
            waiter.TrySetResult();
        }
    }

    /// <summary>Waits until the signal is set or the time is over, whichever comes first, and resets it; an infinite time is never over.</summary>
    public async ValueTask WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task heard;
        lock (gate)
        {
            heard = waiter.Task;
        }

        if (!heard.IsCompleted && longest == Timeout.InfiniteTimeSpan)
        {
            await heard.WaitAsync(cancellationToken);
        }
        else if (!heard.IsCompleted && longest > TimeSpan.Zero)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(heard, time.WaitAsync(longest, enough.Token));
            await enough.CancelAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (waiter.Task.IsCompleted)
            {
                waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
