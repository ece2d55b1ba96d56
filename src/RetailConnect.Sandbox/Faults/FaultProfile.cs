namespace RetailConnect.Sandbox.Faults;

/// <summary>How often and how the simulated world misbehaves; shares are between 0 and 1.</summary>
public sealed record FaultProfile
{
    /// <summary>Shortest time a request takes.</summary>
    public TimeSpan LatencyMin { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Longest time a request takes.</summary>
    public TimeSpan LatencyMax { get; init; } = TimeSpan.FromMilliseconds(6);

    /// <summary>Share of requests refused as throttled.</summary>
    public double Throttled { get; init; }

    /// <summary>Share of requests that fail with a server error before they take effect.</summary>
    public double ErrorBefore { get; init; }

    /// <summary>Share of requests that take effect and then answer with a server error.</summary>
    public double ErrorAfterCommit { get; init; }

    /// <summary>Share of requests that take effect and whose connection is then cut.</summary>
    public double CutAfterCommit { get; init; }

    /// <summary>Share of requests whose connection is cut before they take effect.</summary>
    public double CutBefore { get; init; }

    /// <summary>Share of requests that find every issued token expired.</summary>
    public double TokenExpired { get; init; }

    /// <summary>Share of webhooks that are never sent.</summary>
    public double WebhookLost { get; init; }

    /// <summary>Share of webhooks that are sent more than once.</summary>
    public double WebhookRepeated { get; init; }

    /// <summary>Share of webhooks that are held back, so that later ones overtake them.</summary>
    public double WebhookDelayed { get; init; }

    /// <summary>Longest time that a held-back webhook waits.</summary>
    public TimeSpan WebhookDelayMax { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A day without faults.</summary>
    public static FaultProfile None { get; } = new();

    /// <summary>An ordinary day: some of everything.</summary>
    public static FaultProfile Normal { get; } = new()
    {
        LatencyMax = TimeSpan.FromMilliseconds(12), Throttled = 0.003, ErrorBefore = 0.004, ErrorAfterCommit = 0.002, CutAfterCommit = 0.003,
        CutBefore = 0.002, TokenExpired = 0.0005, WebhookLost = 0.02, WebhookRepeated = 0.05, WebhookDelayed = 0.05,
    };

    /// <summary>A very bad day.</summary>
    public static FaultProfile Storm { get; } = new()
    {
        LatencyMax = TimeSpan.FromMilliseconds(40), Throttled = 0.02, ErrorBefore = 0.02, ErrorAfterCommit = 0.02, CutAfterCommit = 0.02,
        CutBefore = 0.01, TokenExpired = 0.002, WebhookLost = 0.15, WebhookRepeated = 0.20, WebhookDelayed = 0.20,
    };
}
