namespace RetailConnect;

/// <summary>What to do with a webhook.</summary>
public sealed record WebhookVerdict
{
    private WebhookVerdict(int status, string? reason)
    {
        Status = status;
        Reason = reason;
    }

    /// <summary>Status code to answer once the hints are durable.</summary>
    public int Status { get; }

    /// <summary>Kebab-case reason why the webhook is refused or quarantined; null when it is accepted.</summary>
    public string? Reason { get; }

    /// <summary>Hints to record.</summary>
    public IReadOnlyList<Hint> Hints { get; private init; } = [];

    /// <summary>Plain text to answer, for a validation handshake; null for an empty answer.</summary>
    public string? Reply { get; private init; }

    /// <summary>The webhook is genuine.</summary>
    public static WebhookVerdict Accepted(params IReadOnlyList<Hint> hints) => new(200, null) { Hints = hints };

    /// <summary>The webhook is refused; only the fact is counted.</summary>
    /// <param name="status">4xx status code.</param>
    /// <param name="reason">Kebab-case reason.</param>
    public static WebhookVerdict Refused(int status, string reason) => new(status, reason);

    /// <summary>The webhook is not trusted, but its vendor must not hear that; it is answered 202, and only the fact is counted.</summary>
    /// <param name="reason">Kebab-case reason.</param>
    public static WebhookVerdict Quarantined(string reason) => new(202, reason);

    /// <summary>The vendor asks whether the address is ours; the text is its proof.</summary>
    public static WebhookVerdict Handshake(string reply) => new(200, null) { Reply = reply };
}
