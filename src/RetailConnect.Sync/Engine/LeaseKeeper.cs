using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Takes and keeps one tenant's lease for this host, for one life of the tenant's runtime. Time is measured, never compared with another clock.</summary>
internal sealed partial class LeaseKeeper(TenantId tenant, string host, EngineParts parts, ILogger<LeaseKeeper> logger)
{
    private const int BeatsPerTerm = 10;
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private readonly Signal signal = new(parts.Time);
    private long provenAt;

    /// <summary>The lease while it is this host's; null before and after.</summary>
    public Lease? Current { get; private set; }

    /// <summary>Another host takes a lease over after a term without a beat; its holder stops well before.</summary>
    private TimeSpan Patience => parts.Recovery.LeaseTerm * 2 / 3;

    private TimeSpan Pause => parts.Recovery.LeaseTerm / BeatsPerTerm;

    private bool IsProven => Current is not null && (!parts.Leases.IsShared || parts.Time.GetElapsedTime(Volatile.Read(ref provenAt)) < Patience);

    /// <summary>Waits until the lease is this host's.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        LeaseSight? watched = null;
        var since = 0L;
        while (Current is null)
        {
            var seen = await parts.Leases.LookAsync(tenant, cancellationToken);
            var now = parts.Time.GetTimestamp();
            if (seen != watched)
            {
                (watched, since) = (seen, now);
            }

            if (seen.Holder.Length == 0 || !parts.Leases.IsShared || parts.Time.GetElapsedTime(since, now) >= parts.Recovery.LeaseTerm)
            {
                Volatile.Write(ref provenAt, now);
                Current = await parts.Leases.TakeAsync(tenant, host, seen, cancellationToken);
                watched = null;
            }

            if (Current is null)
            {
                await parts.Time.WaitAsync(Pause, cancellationToken);
            }
        }
    }

    /// <summary>Keeps the lease until it is lost or given up.</summary>
    /// <param name="beaten">Hears after each beat how often a replay was asked for.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task KeepAsync(Func<long, ValueTask> beaten, CancellationToken cancellationToken)
    {
        try
        {
            while (Current is not null)
            {
                await signal.WaitAsync(parts.Leases.IsShared ? Pause : Long, cancellationToken);
                await BeatAsync(beaten, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Given up.
        }
    }

    /// <summary>Hears that the store refused a commit because the lease is another host's.</summary>
    public void Lose()
    {
        if (Current is not null)
        {
            Current = null;
            LogLost(tenant.Value);
            signal.Set();
        }
    }

    /// <summary>Refuses a call to a vendor when another host may be working by now: a host that hung wakes up here.</summary>
    /// <exception cref="ConnectorException">The call must not be made.</exception>
    public void Check()
    {
        if (!IsProven)
        {
            throw new ConnectorException(FaultKind.Transient, $"The call was not made: this host has not kept its lease of '{tenant}', and another may be at work.") { MayHaveTakenEffect = false };
        }
    }

    /// <summary>Gives the lease back, so that another host need not wait for its term.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (Current is not { } lease)
        {
            return;
        }

        Current = null;
        try
        {
            await parts.Leases.ReleaseAsync(lease, CancellationToken.None);
        }
        catch (StoreException)
        {
            // Then it lapses.
        }
    }

    private async ValueTask BeatAsync(Func<long, ValueTask> beaten, CancellationToken cancellationToken)
    {
        if (!parts.Leases.IsShared)
        {
            return;
        }

        try
        {
            var began = parts.Time.GetTimestamp();
            if (Current is not { } lease || await parts.Leases.BeatAsync(lease, cancellationToken) is not { } calls)
            {
                Lose();
                return;
            }

            Volatile.Write(ref provenAt, began);
            await beaten(calls);
        }
        catch (StoreException exception)
        {
            if (!IsProven)
            {
                LogUnproven(exception, tenant.Value);
                Lose();
            }
        }
    }

    [LoggerMessage(2501, LogLevel.Warning, "{Tenant}: this host lost its lease; it stops working for the tenant until it has the lease again. Nothing is lost.")]
    private partial void LogLost(string tenant);

    [LoggerMessage(2502, LogLevel.Warning, "{Tenant}: the store has not confirmed the lease for most of its term.")]
    private partial void LogUnproven(Exception exception, string tenant);
}
