using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Reads one stream from its beginning, a page whenever the stream has read its hints and polls: one sweep at a time, and its cursor is its own.</summary>
internal sealed partial class Sweeper(
    StreamKey key, Func<Sweep, PageCheck, CancellationToken, ValueTask<Sweep>> readPage, StreamSettings settings, EngineParts parts, ILogger<Sweeper> logger)
{
    private readonly Lock gate = new();
    private Wish? wish;
    private Sweep? current;
    private PageCheck check = new(key, settings.MostPages);
    private readonly Rest afterFailure = new(parts.Time);
    private int failures;
    private bool looked;

    /// <summary>How long until the next page may be read; null when there is nothing to do.</summary>
    public TimeSpan? Left
    {
        get
        {
            lock (gate)
            {
                return parts.Sweeps is null || (looked && wish is null && current is null) ? null : wish is { Stop.IsCancellationRequested: true } ? TimeSpan.Zero : afterFailure.Left;
            }
        }
    }

    /// <summary>Asks for a sweep and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">Somebody waits for a sweep of the stream already, or the store keeps none.</exception>
    public async Task<Sweep> AskAsync(IProgress<Sweep>? progress, CancellationToken cancellationToken)
    {
        var asked = Ask(progress, cancellationToken);
        await using var stop = cancellationToken.Register(() => Withdraw(asked));
        return await asked.Ended.Task;
    }

    /// <summary>Asks for a sweep for which nobody waits; one that runs, or that was asked for already, will do.</summary>
    public void Demand()
    {
        lock (gate)
        {
            wish ??= parts.Sweeps is null || current is not null ? null : new(null, CancellationToken.None);
        }
    }

    private Wish Ask(IProgress<Sweep>? progress, CancellationToken cancellationToken)
    {
        if (parts.Sweeps is null)
        {
            throw new InvalidOperationException("The store keeps no sweeps: it has no ISweepStore.");
        }

        lock (gate)
        {
            if (wish is not null)
            {
                throw new InvalidOperationException($"{key} is being swept already ({current?.Pages ?? 0} pages so far); one sweep of a stream runs at a time.");
            }

            return wish = new(progress, cancellationToken);
        }
    }

    /// <summary>Takes back a wish that nobody has taken up yet; one that was is ended by the reader, with a record of it.</summary>
    private void Withdraw(Wish asked)
    {
        lock (gate)
        {
            if (wish == asked && !asked.Taken)
            {
                wish = null;
                asked.Ended.TrySetCanceled(asked.Stop);
            }
        }
    }

    /// <summary>Reads the next page, if there is a sweep to go on with.</summary>
    /// <exception cref="ConnectorException">The credentials are refused.</exception>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (Left != TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await BeginAsync(cancellationToken);
            if (current is not null)
            {
                await ReadAsync(cancellationToken);
                failures = 0;
            }
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected or FaultKind.Unsupported)
        {
            await EndAsync(current! with { State = SweepState.Failed, Reason = fault.Reason ?? "rejected", UpdatedAt = parts.Time.GetUtcNow() }, fault, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ConnectorException { Kind: FaultKind.Unauthorized }))
        {
            var own = parts.Recovery.FirstDelay * Math.Pow(2, Math.Min(failures++, 8)) * (0.5 + (parts.Chance.NextDouble() / 2));
            var wait = exception is ConnectorException { RetryAfter: { } asked } && asked > own ? asked : own;
            afterFailure.Begin(wait);
            LogDelayed(exception, key, wait);
        }
    }

    /// <summary>Leaves the sweep as it is: whoever reads the stream next goes on with it.</summary>
    public void Leave()
    {
        lock (gate)
        {
            wish?.Ended.TrySetCanceled(CancellationToken.None);
            (wish, current, looked) = (null, null, false);
        }
    }

    /// <summary>Takes up what an earlier life left unfinished, or what was asked for.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        Wish? asked;
        lock (gate)
        {
            asked = wish;
            if (asked is not null)
            {
                asked.Taken = true;
            }

            if (current is not null || (looked && asked is null))
            {
                return;
            }
        }

        var last = (await parts.Sweeps!.ListSweepsAsync(key.Tenant, cancellationToken)).FirstOrDefault(sweep => sweep.Stream == key);
        looked = true;
        if (last is { State: SweepState.Running } || (last is { State: SweepState.Cancelled } && asked is not null))
        {
            (current, check) = (last with { State = SweepState.Running, Reason = null }, new(key, settings.MostPages));
        }
        else if (asked is not null)
        {
            var now = parts.Time.GetUtcNow();
            var begun = new Sweep { Stream = key, State = SweepState.Running, StartedAt = now, UpdatedAt = now };
            await parts.Writer.CommitAsync(new StoreCommit { Sweep = begun }, cancellationToken);
            (current, check) = (begun, new(key, settings.MostPages));
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, wish?.Stop ?? CancellationToken.None);
        try
        {
            stopped.Token.ThrowIfCancellationRequested();
            current = await readPage(current!, check, stopped.Token);
        }
        catch (OperationCanceledException) when (wish is { Stop.IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
        {
            await EndAsync(current! with { State = SweepState.Cancelled, UpdatedAt = parts.Time.GetUtcNow() }, null, cancellationToken);
            return;
        }

        Report(current);
        if (current.State is SweepState.Done)
        {
            End(current, null);
        }
    }

    private async Task EndAsync(Sweep ended, Exception? cause, CancellationToken cancellationToken)
    {
        await parts.Writer.CommitAsync(new StoreCommit { Sweep = ended }, cancellationToken);
        if (cause is not null)
        {
            LogFailed(cause, key, ended.Pages);
        }

        End(ended, cause);
    }

    private void End(Sweep ended, Exception? cause)
    {
        Wish? waiting;
        lock (gate)
        {
            (waiting, wish, current) = (wish, null, null);
        }

        if (cause is not null)
        {
            waiting?.Ended.TrySetException(cause);
        }
        else if (ended.State is SweepState.Cancelled)
        {
            waiting?.Ended.TrySetCanceled(waiting.Stop);
        }
        else
        {
            waiting?.Ended.TrySetResult(ended);
        }
    }

    /// <summary>The progress is the caller's code: it never fails the sweep.</summary>
    private void Report(Sweep sweep)
    {
        try
        {
            wish?.Progress?.Report(sweep);
        }
        catch (Exception exception)
        {
            LogReport(exception, key);
        }
    }

    private sealed class Wish(IProgress<Sweep>? progress, CancellationToken stop)
    {
        public IProgress<Sweep>? Progress => progress;

        public CancellationToken Stop => stop;

        /// <summary>True once the reader has seen it.</summary>
        public bool Taken { get; set; }

        public TaskCompletionSource<Sweep> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(2701, LogLevel.Information, "The sweep of {Stream} goes on in {Wait}.")]
    private partial void LogDelayed(Exception exception, StreamKey stream, TimeSpan wait);

    [LoggerMessage(2702, LogLevel.Error, "The sweep of {Stream} ended after {Pages} pages.")]
    private partial void LogFailed(Exception exception, StreamKey stream, long pages);

    [LoggerMessage(2703, LogLevel.Warning, "Whoever watches the sweep of {Stream} failed.")]
    private partial void LogReport(Exception exception, StreamKey stream);
}
