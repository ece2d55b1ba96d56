namespace RetailConnect;

/// <summary>The one exception that sources and sinks throw; the engine alone decides what follows.</summary>
/// <remarks>The message may be shown to people: it holds no token, no raw body and no personal data.</remarks>
public sealed class ConnectorException : Exception
{
    /// <summary>Creates a fault.</summary>
    /// <param name="kind">What broke.</param>
    /// <param name="message">What happened, for people.</param>
    /// <param name="inner">Cause; null when there is none.</param>
    public ConnectorException(FaultKind kind, string message, Exception? inner = null) : base(message, inner) => Kind = kind;

    /// <summary>What broke.</summary>
    public FaultKind Kind { get; }

    /// <summary>Kebab-case reason for metrics and dead letters; null takes the kind's name.</summary>
    public string? Reason { get; init; }

    /// <summary>What a person can do about it; null when the message says it all.</summary>
    public string? Advice { get; init; }

    /// <summary>How long the vendor asks to wait, or how long a missing prerequisite may take; null when nobody says.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The vendor's id of the failed request; null when it gave none.</summary>
    public string? VendorRequestId { get; init; }

    /// <summary>False when the vendor is known not to have acted on the request; true for a transient fault unless said otherwise.</summary>
    public bool MayHaveTakenEffect { get => field && Kind == FaultKind.Transient; init; } = true;
}
