namespace RetailConnect;

/// <summary>How far the last full read of a stream is. It has a cursor of its own, beside the checkpoint of the polls.</summary>
public sealed record Sweep
{
    /// <summary>The stream.</summary>
    public required StreamKey Stream { get; init; }

    /// <summary>How it stands.</summary>
    public required SweepState State { get; init; }

    /// <summary>Where its next page begins; null for the beginning.</summary>
    public Cursor? Cursor { get; init; }

    /// <summary>Pages read.</summary>
    public long Pages { get; init; }

    /// <summary>Changes read.</summary>
    public long Changes { get; init; }

    /// <summary>Envelopes that were new: what had been missed until then.</summary>
    public long Accepted { get; init; }

    /// <summary>Changes in all; null when the source can't say.</summary>
    public long? Total { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When this was written.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>Part that is read, from 0 to 1; null when the source can't say.</summary>
    public double? Share => State is SweepState.Done ? 1 : Total is { } total ? total == 0 ? 0 : Math.Min(1, (double)Changes / total) : null;
}
