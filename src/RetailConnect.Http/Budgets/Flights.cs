namespace RetailConnect.Http;

/// <summary>Calls that the vendor has not counted for certain: on their way, or answered so lately that their real cost may not be known yet. Not thread-safe; its budget owns it.</summary>
internal sealed class Flights(TimeProvider time)
{
    /// <summary>How long after an answer its real cost is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly LinkedList<Flight> flying = new();
    private readonly LinkedList<Flight> landed = new();
    private readonly long patience = (long)(time.TimestampFrequency * Patience.TotalSeconds);

    /// <summary>Cost of all of them.</summary>
    public double Cost { get; private set; }

    /// <summary>True while a call is on its way.</summary>
    public bool Flying => flying.Count > 0;

    /// <summary>When the wait for the real cost of the longest answered call ends; null when that is not before <paramref name="now"/>.</summary>
    public long? Overdue(long now) => landed.First?.Value.Ended + patience is { } due && due <= now ? due : null;

    public void Start(double cost)
    {
        flying.AddLast(new Flight(cost, time.GetTimestamp(), 0));
        Cost += cost;
    }

    /// <summary>A call ended; of several with the same cost the oldest, which is the careful choice.</summary>
    public void Land(double cost)
    {
        if (Remove(flying, cost) is { } flight)
        {
            landed.AddLast(flight with { Ended = time.GetTimestamp() });
        }
    }

    /// <summary>The real cost of a call that ended is known; returns when it was let go, or null when it is not remembered any more.</summary>
    public long? Settle(double cost)
    {
        var flight = Remove(landed, cost);
        Subtract(flight?.Cost ?? 0);
        return flight?.Started;
    }

    /// <summary>Waits no longer for the real cost of the longest answered call.</summary>
    public void Drop()
    {
        Subtract(landed.First!.Value.Cost);
        landed.RemoveFirst();
    }

    private static Flight? Remove(LinkedList<Flight> list, double cost)
    {
        for (var node = list.First; node is not null; node = node.Next)
        {
            if (node.Value.Cost == cost)
            {
                list.Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    private void Subtract(double cost) => Cost = flying.Count + landed.Count == 0 ? 0 : Cost - cost;

    private sealed record Flight(double Cost, long Started, long Ended);
}
