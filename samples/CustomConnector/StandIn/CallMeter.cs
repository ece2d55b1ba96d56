namespace CustomConnector.StandIn;

/// <summary>Takes so many calls in a minute, and then says how long to wait.</summary>
internal sealed class CallMeter(TimeProvider time)
{
    private const int MostCalls = 300;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> calls = new();

    /// <summary>Counts a call; null when it may be made.</summary>
    public TimeSpan? WaitFor()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (calls.TryPeek(out var oldest) && now - oldest >= Window)
            {
                calls.Dequeue();
            }

            if (calls.Count < MostCalls)
            {
                calls.Enqueue(now);
                return null;
            }

            return calls.Peek() + Window - now;
        }
    }
}
