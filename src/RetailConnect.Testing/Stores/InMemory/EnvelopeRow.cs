using System.Collections.Immutable;

namespace RetailConnect.Testing;

/// <summary>One envelope; it is pending while it has no outcome.</summary>
internal sealed record EnvelopeRow
{
    public required long Id { get; init; }

    public required NewEnvelope Envelope { get; init; }

    public OutcomeKind? Outcome { get; init; }

    public string? Reason { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public bool Intended { get; init; }

    public ExternalId? Receipt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? AnnouncedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What it says as a dead letter, also when it is none any more; null when it never was one.</summary>
    public LetterRow? Letter { get; init; }

    /// <summary>How its attempts ended and what was decided, oldest first.</summary>
    public ImmutableList<DeadLetterEvent> History { get; init; } = [];

    public bool HasContent => !Envelope.Body.IsEmpty;

    /// <summary>True when its source could not even map it.</summary>
    public bool IsUnmapped => Attempts == 0 && Letter is not null && !HasContent;

    public StoredEnvelope ToStored() => new() { Id = Id, Envelope = Envelope, Attempts = Attempts, NotBefore = NotBefore, Intended = Intended };

    public EnvelopeRow Noted(DeadLetterEvent entry) => this with { History = History.Add(entry) };
}

/// <summary>What a dead letter says.</summary>
internal sealed record LetterRow(string Detail, string Advice);
