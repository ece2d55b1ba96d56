namespace RetailConnect.Http;

/// <summary>Waiting calls of one priority: tenants take turns by deficit round robin, weighted by cost. Not thread-safe; its budget owns it.</summary>
/// <remarks>
/// The quantum is as small as can be: each turn gives every tenant just what the one that is nearest to its next call still lacks. So a cheap call never waits for
/// a dear quantum of somebody else, and a tenant that comes anew waits until each other one had the cost of its call.
/// </remarks>
internal sealed class TenantTurns
{
    private readonly List<Turn> turns = [];

    public int Count { get; private set; }

    public double Cost { get; private set; }

    public void Add(WaitingCall call)
    {
        var turn = turns.Find(turn => turn.Tenant == call.Claim.Tenant);
        if (turn is null)
        {
            turns.Add(turn = new(call.Claim.Tenant));
        }

        turn.Calls.AddLast(call);
        Count++;
        Cost += call.Claim.Cost;
    }

    /// <summary>The call whose turn it is; null when none waits.</summary>
    public WaitingCall? Next() => turns.MinBy(turn => turn.Lacks)?.Calls.First!.Value;

    /// <summary>The call whose turn it was goes, and its tenant goes behind the others.</summary>
    public void Serve(WaitingCall next)
    {
        var served = turns.Find(turn => turn.Tenant == next.Claim.Tenant)!;
        var quantum = served.Lacks;
        turns.ForEach(turn => turn.Deficit += quantum);
        served.Deficit -= next.Claim.Cost;
        turns.Remove(served);
        turns.Add(served);
        Forget(served, next);
    }

    /// <summary>A call gives up its place; false when it has none.</summary>
    public bool Remove(WaitingCall call) => turns.Find(turn => turn.Tenant == call.Claim.Tenant) is { } turn && Forget(turn, call);

    private bool Forget(Turn turn, WaitingCall call)
    {
        if (!turn.Calls.Remove(call))
        {
            return false;
        }

        Count--;
        Cost = Count == 0 ? 0 : Cost - call.Claim.Cost;
        if (turn.Calls.Count == 0)
        {
            turns.Remove(turn);
        }

        return true;
    }

    /// <summary>A tenant's calls, first come first served.</summary>
    private sealed class Turn(TenantId tenant)
    {
        public TenantId Tenant => tenant;

        public LinkedList<WaitingCall> Calls { get; } = new();

        public double Deficit { get; set; }

        /// <summary>What must still be given to the tenant before its next call may go.</summary>
        public double Lacks => Math.Max(0, Calls.First!.Value.Claim.Cost - Deficit);
    }
}
