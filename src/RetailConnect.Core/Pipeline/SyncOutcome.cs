namespace RetailConnect;

/// <summary>What finally happened to an envelope in one attempt; a closed set.</summary>
public abstract record SyncOutcome
{
    private SyncOutcome()
    {
    }

    /// <summary>The target has the change.</summary>
    public static SyncOutcome Applied(WriteReceipt receipt) => new AppliedOutcome(receipt);

    /// <summary>Nothing had to be done.</summary>
    /// <param name="reason">Kebab-case reason.</param>
    public static SyncOutcome Skipped(string reason) => new SkippedOutcome(reason);

    /// <summary>To be tried again later.</summary>
    /// <param name="delay">How much later.</param>
    /// <param name="reason">Kebab-case reason.</param>
    public static SyncOutcome Deferred(TimeSpan delay, string reason) => new DeferredOutcome(delay, reason);

    /// <summary>Parked for a person.</summary>
    /// <param name="reason">Kebab-case reason.</param>
    /// <param name="detail">What happened, without personal data.</param>
    /// <param name="advice">What a person can do; null takes the reason's standard advice.</param>
    public static SyncOutcome DeadLettered(string reason, string detail, string? advice = null) => new DeadLetteredOutcome(reason, detail, advice ?? Advices.For(reason));

    /// <summary>The target has the change.</summary>
    /// <param name="Receipt">What the target answered.</param>
    public sealed record AppliedOutcome(WriteReceipt Receipt) : SyncOutcome;

    /// <summary>Nothing had to be done.</summary>
    /// <param name="Reason">Kebab-case reason.</param>
    public sealed record SkippedOutcome(string Reason) : SyncOutcome;

    /// <summary>To be tried again later.</summary>
    /// <param name="Delay">How much later.</param>
    /// <param name="Reason">Kebab-case reason.</param>
    public sealed record DeferredOutcome(TimeSpan Delay, string Reason) : SyncOutcome;

    /// <summary>Parked for a person.</summary>
    /// <param name="Reason">Kebab-case reason.</param>
    /// <param name="Detail">What happened.</param>
    /// <param name="Advice">What a person can do.</param>
    public sealed record DeadLetteredOutcome(string Reason, string Detail, string Advice) : SyncOutcome;
}
