namespace RetailConnect.Http;

/// <summary>All calls that wait for one budget: by priority, and among equals in turns over the tenants. Not thread-safe; its budget owns it.</summary>
/// <remarks>Nothing starves: of what goes to more urgent calls, a twentieth is owed to each less urgent priority in which something waits.</remarks>
internal sealed class CallQueue
{
    private const double Owed = 0.05;
    private readonly TenantTurns[] lanes = [.. Enum.GetValues<CallPriority>().Select(_ => new TenantTurns())];
    private readonly double[] debts = new double[Enum.GetValues<CallPriority>().Length];

    public int Count { get; private set; }

    public double Cost => lanes.Sum(lane => lane.Cost);

    /// <summary>The least urgent priority in which something waits.</summary>
    public CallPriority Last => (CallPriority)Math.Max(0, Array.FindLastIndex(lanes, lane => lane.Count > 0));

    public void Add(WaitingCall call)
    {
        lanes[(int)call.Claim.Priority].Add(call);
        Count++;
    }

    /// <summary>Whose turn it is, and as which priority it goes: one that is owed goes as the one that it passes. Null when none waits.</summary>
    public (WaitingCall Call, CallPriority As)? Next()
    {
        var first = Array.FindIndex(lanes, lane => lane.Count > 0);
        if (first < 0)
        {
            return null;
        }

        for (var lane = first + 1; lane < lanes.Length; lane++)
        {
            if (lanes[lane].Next() is { } owed && debts[lane] >= owed.Claim.Cost)
            {
                return (owed, (CallPriority)first);
            }
        }

        return (lanes[first].Next()!, (CallPriority)first);
    }

    /// <summary>The call whose turn it was goes.</summary>
    public void Serve(WaitingCall call)
    {
        var own = (int)call.Claim.Priority;
        lanes[own].Serve(call);
        if (Array.FindIndex(lanes, lane => lane.Count > 0) is >= 0 and var first && first < own)
        {
            debts[own] -= call.Claim.Cost;
        }

        for (var lane = own + 1; lane < lanes.Length; lane++)
        {
            debts[lane] += call.Claim.Cost * Owed;
        }

        Settle();
    }

    /// <summary>A call gives up its place; false when it has none.</summary>
    public bool Remove(WaitingCall call)
    {
        if (!lanes[(int)call.Claim.Priority].Remove(call))
        {
            return false;
        }

        Settle();
        return true;
    }

    /// <summary>Nothing is owed where nothing waits.</summary>
    private void Settle()
    {
        Count = 0;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            Count += lanes[lane].Count;
            debts[lane] = lanes[lane].Count == 0 ? 0 : Math.Max(0, debts[lane]);
        }
    }
}
