namespace RetailConnect;

/// <summary>An envelope out of which personal data is taken: its content is replaced, and the texts of its history and of what it said as a dead letter go. One that is pending, or parked without <see cref="Ends"/>, is left as it is.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Body">The content without personal fields; one that has none gets none.</param>
public sealed record CleanedEnvelope(long Envelope, ReadOnlyMemory<byte> Body)
{
    /// <summary>True for a change of the person as such: a parked one ends as skipped, <see cref="Reasons.Erased"/>, and its fingerprint and key, which could prove a guess of the content, are given up for <c>erased-</c> and its id.</summary>
    public bool Ends { get; init; }
}
