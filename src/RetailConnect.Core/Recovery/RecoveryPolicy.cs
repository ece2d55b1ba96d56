namespace RetailConnect;

/// <summary>Decides what follows a fault: a pure function.</summary>
public static class RecoveryPolicy
{
    /// <summary>What is waited for may come at any time, so the waits stop growing early: 25 of them are about twenty minutes.</summary>
    private const int MostUnmetSteps = 7;

    /// <summary>Decides.</summary>
    /// <param name="fault">What broke.</param>
    /// <param name="attempt">Attempts made so far, this one included, from 1.</param>
    /// <param name="attemptInPlace">Attempts made at this go, this one included, from 1.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="jitter">A number from 0 to 1 that spreads the waits.</param>
    public static RecoveryAction Decide(Fault fault, int attempt, int attemptInPlace, RecoveryOptions options, double jitter) => fault.Kind switch
    {
        null => new RecoveryAction.DeadLetter(Reasons.Bug),
        FaultKind.Unauthorized => new RecoveryAction.PauseConnection(options.PauseAfterRefusal),
        FaultKind.Unsupported => new RecoveryAction.Skip(fault.Reason ?? Reasons.Unsupported),
        FaultKind.Rejected => new RecoveryAction.DeadLetter(fault.Reason ?? Reasons.Rejected),
        FaultKind.Throttled => Bounded(attempt, options.MostAttempts, Reasons.RetriesExhausted,
            new RecoveryAction.Defer(Longer(fault.RetryAfter ?? TimeSpan.Zero, Backoff(options, attempt, jitter)), "throttled")),
        FaultKind.Unmet => Bounded(attempt, options.MostUnmet, fault.Reason ?? "unmet",
            new RecoveryAction.Defer(Longer(fault.RetryAfter ?? TimeSpan.Zero, Backoff(options, Math.Min(attempt, MostUnmetSteps), jitter)), fault.Reason ?? "unmet")),
        FaultKind.Conflict => Bounded(attempt, options.MostConflicts, Reasons.Conflict,
            attemptInPlace < 2 ? new RecoveryAction.RetryInPlace(TimeSpan.Zero) : new RecoveryAction.Defer(Backoff(options, attempt, jitter), Reasons.Conflict)),
        _ => Transient(fault, attempt, attemptInPlace, options, jitter),
    };

    private static RecoveryAction Transient(Fault fault, int attempt, int attemptInPlace, RecoveryOptions options, double jitter)
    {
        if (fault is { ResultUnknown: true, Proof: WriteProof.None })
        {
            return new RecoveryAction.DeadLetter(Reasons.ResultUnknown);
        }

        if (fault is { ResultUnknown: true, Proof: WriteProof.LookUp })
        {
            return Bounded(attempt, options.MostAttempts, Reasons.RetriesExhausted, new RecoveryAction.Defer(Longer(Longer(options.SettleDelay, fault.RetryAfter ?? TimeSpan.Zero), Backoff(options, attempt, jitter) / 2), "settling"));
        }

        return Bounded(attempt, options.MostAttempts, Reasons.RetriesExhausted,
            attemptInPlace < options.AttemptsInPlace && fault.RetryAfter is null
                ? new RecoveryAction.RetryInPlace(options.InPlaceDelay * Math.Pow(2, attemptInPlace - 1) * (0.5 + jitter))
                : new RecoveryAction.Defer(Longer(fault.RetryAfter ?? TimeSpan.Zero, Backoff(options, attempt, jitter)), "transient"));
    }

    private static RecoveryAction Bounded(int attempt, int most, string reason, RecoveryAction otherwise) => attempt >= most ? new RecoveryAction.DeadLetter(reason) : otherwise;

    /// <summary>Exponential wait with full jitter over its upper half.</summary>
    private static TimeSpan Backoff(RecoveryOptions options, int attempt, double jitter)
    {
        var wait = options.FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 20));
        return (wait < options.LongestDelay ? wait : options.LongestDelay) * (0.5 + (jitter / 2));
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
