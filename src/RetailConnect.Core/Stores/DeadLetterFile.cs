using System.Text;

namespace RetailConnect;

/// <summary>All that is known of an envelope that is, or once was, a dead letter.</summary>
/// <remarks>The content is as the vendor's system has it, personal data included: show it only to those who may see that.</remarks>
public sealed record DeadLetterFile
{
    /// <summary>The envelope as it would be delivered.</summary>
    public required StoredEnvelope Stored { get; init; }

    /// <summary>Where it stands by now.</summary>
    public required DeadLetterStanding Standing { get; init; }

    /// <summary>Kebab-case reason of that; empty for a plain success.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when it stands there.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What happened when it was parked, the last time.</summary>
    public required string Detail { get; init; }

    /// <summary>What a person can do about that.</summary>
    public required string Advice { get; init; }

    /// <summary>What happened to it and what was decided, oldest first.</summary>
    public required IReadOnlyList<DeadLetterEvent> History { get; init; }

    /// <summary>Canonical JSON; null for a delete and for what its source could not map.</summary>
    public string? Content => Stored.Envelope.Body.IsEmpty ? null : Encoding.UTF8.GetString(Stored.Envelope.Body.Span);
}
