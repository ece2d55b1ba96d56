using System.Net;

namespace RetailConnect.Http;

/// <summary>Allowance of calls at one vendor account, shared by every caller of every tenant and fed by the vendor's real answers.</summary>
/// <remarks>
/// Thread-safe; waits are on the injected clock. Calls that can't go at once wait by priority, and among equals in turns over the tenants. Whoever stops waiting has
/// taken nothing. A refusal (429) or a Retry-After closes the account for everybody. A kind of budget says in <see cref="Take"/> and <see cref="Return"/> what the
/// vendor counts; both are called one at a time.
/// </remarks>
public abstract class RateBudget : IVendorBudget
{
    /// <summary>Far above what the engine can have under way; beyond it something is wrong, and waiting would only hide it.</summary>
    private const int MostWaiting = 10_000;
    private readonly Lock gate = new();
    private readonly CallQueue queue = new();
    private ITimer? alarm;
    private TimeSpan closedUntil;
    private bool shown;

    /// <summary>Makes an open budget.</summary>
    /// <param name="time">The clock.</param>
    protected RateBudget(TimeProvider time) => Time = time;

    /// <summary>The account, for metrics; null outside a host.</summary>
    internal VendorAccount? Account { get; set; }

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; }

    /// <summary>How long a refusal closes the account when the vendor doesn't say.</summary>
    protected virtual TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <summary>Waits until a call may be made; what was acquired has to be released.</summary>
    /// <param name="claim">The call.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="ConnectorException">Far too many calls wait already.</exception>
    public ValueTask AcquireAsync(CallClaim claim, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        WaitingCall call;
        lock (gate)
        {
            if (queue.Count == 0 && Closed() is null && Take(claim.Cost, claim.Priority) is null)
            {
                return ValueTask.CompletedTask;
            }

            call = queue.Count < MostWaiting ? new WaitingCall(claim) : throw TooMany();
            queue.Add(call);
            Serve();
        }

        Watch(call, cancellationToken);
        return new(call.Task);
    }

    /// <summary>Hears how a call ended.</summary>
    /// <param name="cost">What was acquired.</param>
    /// <param name="response">The answer; null when there was none.</param>
    public void Release(double cost, HttpResponseMessage? response)
    {
        lock (gate)
        {
            if (Asked(response) is { } wait && Time.Passed() + wait is var until && until > closedUntil)
            {
                closedUntil = until;
            }

            Return(cost, response);
            Serve();
        }
    }

    /// <inheritdoc />
    public DrainForecast Forecast()
    {
        lock (gate)
        {
            return queue.Count == 0 ? default : new(queue.Count, queue.Cost, (Closed() ?? TimeSpan.Zero) + Drain(queue.Count, queue.Cost, queue.Last));
        }
    }

    /// <summary>Takes what a call needs; when it isn't there, takes nothing and tells when to ask again, <see cref="Timeout.InfiniteTimeSpan"/> meaning not before something changes.</summary>
    /// <param name="cost">Cost of the call.</param>
    /// <param name="priority">How urgent it is: the less urgent may leave something to the more urgent.</param>
    protected abstract TimeSpan? Take(double cost, CallPriority priority);

    /// <summary>Hears how a call ended that <see cref="Take"/> let go.</summary>
    /// <param name="cost">Cost of the call.</param>
    /// <param name="response">The answer; null when there was none.</param>
    protected abstract void Return(double cost, HttpResponseMessage? response);

    /// <summary>Estimates how long until all that waits may go.</summary>
    /// <param name="calls">Calls that wait.</param>
    /// <param name="cost">Their cost.</param>
    /// <param name="last">The least urgent of them.</param>
    protected abstract TimeSpan Drain(int calls, double cost, CallPriority last);

    /// <summary>Changes what is allowed, between two calls, and lets go who may go now.</summary>
    protected void Change(Action change)
    {
        lock (gate)
        {
            change();
            Serve();
        }
    }

    private static ConnectorException TooMany() =>
        new(FaultKind.Throttled, $"{MostWaiting} calls wait for this account already.") { RetryAfter = TimeSpan.FromMinutes(1), MayHaveTakenEffect = false };

    /// <summary>How long the vendor wants to be left alone; null when it doesn't ask for that.</summary>
    private TimeSpan? Asked(HttpResponseMessage? response) => response?.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => RetryAfter.Of(response, Time) is { } asked && asked > Pause ? asked : Pause,
        HttpStatusCode.ServiceUnavailable => RetryAfter.Of(response, Time),
        _ => null,
    };

    private TimeSpan? Closed()
    {
        var wait = closedUntil - Time.Passed();
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>Lets calls go in their order. The first that can't go keeps the others, or a dear call would never find enough.</summary>
    private void Serve()
    {
        while (queue.Next() is var (call, priority))
        {
            if ((Closed() ?? Take(call.Claim.Cost, priority)) is { } wait)
            {
                Wake(wait);
                break;
            }

            queue.Serve(call);
            call.Grant();
        }

        if (Account is { } account && (queue.Count > 0 || shown) && Metrics.BudgetDrain.Enabled)
        {
            shown = queue.Count > 0;
            Metrics.Report(account, Forecast());
        }
    }

    private void Watch(WaitingCall call, CancellationToken cancellationToken)
    {
        var watch = cancellationToken.UnsafeRegister((_, token) => GiveUp(call, token), null);
        lock (gate)
        {
            call.Watch = watch;
            if (call.Task.IsCompleted)
            {
                watch.Unregister();
            }
        }
    }

    private void GiveUp(WaitingCall call, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (queue.Remove(call))
            {
                call.TrySetCanceled(cancellationToken);
                Serve();
            }
        }
    }

    private void Wake(TimeSpan wait)
    {
        if (wait == Timeout.InfiniteTimeSpan && alarm is null)
        {
            return;
        }

        alarm ??= Quietly(() => Time.CreateTimer(static budget => ((RateBudget)budget!).Change(static () => { }), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        alarm.Change(wait == Timeout.InfiniteTimeSpan ? wait : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Without the caller's context: the budget outlives the tenant that happened to wait first.</summary>
    private static T Quietly<T>(Func<T> make)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return make();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return make();
        }
    }
}
