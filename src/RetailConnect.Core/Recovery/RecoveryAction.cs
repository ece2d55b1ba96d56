namespace RetailConnect;

/// <summary>What the engine does about a fault; a closed set.</summary>
public abstract record RecoveryAction
{
    private RecoveryAction()
    {
    }

    /// <summary>Try again at once, after a short wait, without giving up the place in the queue.</summary>
    /// <param name="Delay">The wait.</param>
    public sealed record RetryInPlace(TimeSpan Delay) : RecoveryAction;

    /// <summary>Try again later; the wait is durable.</summary>
    /// <param name="Delay">The wait.</param>
    /// <param name="Reason">Kebab-case reason.</param>
    public sealed record Defer(TimeSpan Delay, string Reason) : RecoveryAction;

    /// <summary>Stop using the connection for a while and alert; nothing is dead-lettered.</summary>
    /// <param name="Delay">The wait before the next probe.</param>
    public sealed record PauseConnection(TimeSpan Delay) : RecoveryAction;

    /// <summary>Park the envelope for a person.</summary>
    /// <param name="Reason">Kebab-case reason.</param>
    public sealed record DeadLetter(string Reason) : RecoveryAction;

    /// <summary>Do nothing more about the envelope.</summary>
    /// <param name="Reason">Kebab-case reason.</param>
    public sealed record Skip(string Reason) : RecoveryAction;
}
