namespace RetailConnect.Sandbox.Retail;

/// <summary>Plays a trading day: what was planned, spread evenly over the day.</summary>
/// <param name="plan">Draws what happens, once the shops open.</param>
/// <param name="length">How long the day lasts.</param>
/// <param name="time">The clock of the world.</param>
internal sealed class TradingDay(Func<IReadOnlyList<Action>> plan, TimeSpan length, TimeProvider time)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private IReadOnlyList<Action> happenings = [];
    private int done;

    public bool Started { get; private set; }

    /// <summary>True once nothing more will happen, whether the day came to its end or broke off.</summary>
    public bool Ended => ended.Task.IsCompleted;

    public int Done => Volatile.Read(ref done);

    public int Planned => happenings.Count;

    /// <summary>What broke the day off; null when nothing did.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens the shops; a second call changes nothing.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Started)
            {
                return;
            }

            Started = true;
            happenings = plan();
        }

        _ = PlayAsync(cancellationToken);
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PlayAllAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Failure = $"the day was called off at thing {Done + 1}";
        }
        catch (Exception exception)
        {
            Failure = $"the day broke off at thing {Done + 1}: {exception.GetType().Name}: {exception.Message}";
        }
        finally
        {
            ended.TrySetResult();
        }
    }

    private async Task PlayAllAsync(CancellationToken cancellationToken)
    {
        var opened = time.GetTimestamp();
        for (var i = 0; i < happenings.Count; i++)
        {
            var early = (length * ((double)i / happenings.Count)) - time.GetElapsedTime(opened);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, time, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            happenings[i]();
            Interlocked.Increment(ref done);
        }
    }
}
