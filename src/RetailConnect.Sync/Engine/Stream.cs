using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Reads one stream: hints by id as they come, polls as the backstop for lost hints, and full sweeps when somebody asks for one.</summary>
internal sealed partial class Stream<T>(
    StreamKey key, ConnectionRuntime connection, StreamSettings settings, StreamReader<T> reader, Sweeper sweeper, EngineParts parts, ILogger<Stream<T>> logger) : IStream
    where T : class
{
    private readonly Signal signal = new(parts.Time);
    private readonly Lock gate = new();
    private List<TaskCompletionSource> asked = [];
    private bool pollNow;
    private readonly Rest untilPoll = new(parts.Time);
    private readonly Rest afterFailure = new(parts.Time);
    private int failures;

    public StreamKey Key => key;

    /// <summary>What is to be looked at by itself; null when nothing ever is.</summary>
    public Agenda? Agenda { get; init; }

    public void Hear() => signal.Set();

    public Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var caughtUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            asked.Add(caughtUp);
        }

        signal.Set();
        return caughtUp.Task.WaitAsync(cancellationToken);
    }

    public async Task<Sweep> SweepAsync(IProgress<Sweep>? progress, CancellationToken cancellationToken)
    {
        var ended = sweeper.AskAsync(progress, cancellationToken);
        signal.Set();
        await using var stop = cancellationToken.Register(signal.Set);
        return await ended;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        CallScope.Sync = settings.Sync;
        CallScope.Priority = Urgency.Of(key.Type);
        await ReadAsync(cancellationToken);
        sweeper.Leave();
        lock (gate)
        {
            asked.ForEach(caughtUp => caughtUp.TrySetCanceled(cancellationToken));
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(UntilNext(), cancellationToken);
                if (afterFailure.IsOver)
                {
                    await TurnAsync(cancellationToken);
                    failures = 0;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (ConnectorException fault)
            {
                Fail(fault, fault.Kind, fault.RetryAfter);
            }
            catch (Exception exception)
            {
                Fail(exception, null, null);
            }
        }
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        await connection.EnterAsync(cancellationToken);
        var (began, answers) = (connection.Pauses, reader.Answers);
        var hintsFailed = await ReadHintsAsync(cancellationToken);
        List<TaskCompletionSource> waiting;
        lock (gate)
        {
            (waiting, asked) = (asked, []);
        }

        if (pollNow || waiting.Count > 0 || untilPoll.IsOver)
        {
            await PollAsync(waiting, cancellationToken);
        }

        await sweeper.TurnAsync(cancellationToken);
        if (Agenda is not null)
        {
            await Agenda.LookAheadAsync(cancellationToken);
        }

        if (reader.Answers > answers)
        {
            connection.Answered(this, began);
        }

        hintsFailed?.Throw();
    }

    /// <summary>Reads hints; a failure is kept for later, because the poll has to be made all the same.</summary>
    private async Task<ExceptionDispatchInfo?> ReadHintsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var more = Agenda is not null && await Agenda.CallAsync(cancellationToken);
            if (await reader.ReadHintsAsync(failures, cancellationToken) || more)
            {
                signal.Set();
            }

            return null;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreException or ConnectorException { Kind: FaultKind.Unauthorized }))
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    private async Task PollAsync(List<TaskCompletionSource> waiting, CancellationToken cancellationToken)
    {
        try
        {
            await HearNewsAsync(cancellationToken);
            await reader.PollAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever waits decides by its own recovery policy; the stream itself polls again after its own wait.
            waiting.ForEach(caughtUp => caughtUp.TrySetException(exception));
            pollNow = true;
            if (exception is ConnectorException { Reason: PageCheck.FarFromTotal })
            {
                // The next poll goes on behind the pages that were cut short; only a read from the beginning finds what they lacked.
                sweeper.Demand();
            }

            throw;
        }

        pollNow = false;
        untilPoll.Begin(settings.Every);
        waiting.ForEach(caughtUp => caughtUp.TrySetResult());
    }

    /// <summary>Hears of what changed elsewhere, before the poll: whoever waits for the poll may rely on its hints.</summary>
    private async Task HearNewsAsync(CancellationToken cancellationToken)
    {
        var found = Agenda is null ? null : await Agenda.ReadNewsAsync(cancellationToken);
        if (found?.All == true)
        {
            sweeper.Demand();
        }

        if (found?.Hints == true)
        {
            signal.Set();
        }
    }

    private TimeSpan UntilNext()
    {
        if (!afterFailure.IsOver)
        {
            return afterFailure.Left;
        }

        var left = pollNow ? TimeSpan.Zero : untilPoll.Left;
        return Shorter(left, Shorter(sweeper.Left ?? left, Agenda?.Left ?? left));
    }

    private void Fail(Exception exception, FaultKind? kind, TimeSpan? retryAfter)
    {
        failures++;
        signal.Set();
        if (kind is FaultKind.Unauthorized)
        {
            connection.Pause(this, parts.Recovery.PauseAfterRefusal);
            return;
        }

        // A stream whose polls succeed is not down: whatever fails there keeps the others no longer than a poll does.
        var bound = pollNow ? parts.Recovery.LongestDelay : settings.Every;
        var own = Shorter(bound, parts.Recovery.FirstDelay * Math.Pow(2, Math.Min(failures - 1, 10)) * (0.5 + (parts.Chance.NextDouble() / 2)));
        var wait = retryAfter > own ? retryAfter.Value : own;
        afterFailure.Begin(wait);
        if (kind is FaultKind.Transient or FaultKind.Throttled)
        {
            LogDelayed(key, wait, exception.Message);
        }
        else
        {
            LogFailed(exception, key, wait);
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    [LoggerMessage(2101, LogLevel.Information, "{Stream} reads again in {Wait}: {Reason}")]
    private partial void LogDelayed(StreamKey stream, TimeSpan wait, string reason);

    [LoggerMessage(2102, LogLevel.Error, "{Stream} can't be read; it tries again in {Wait}.")]
    private partial void LogFailed(Exception exception, StreamKey stream, TimeSpan wait);
}
