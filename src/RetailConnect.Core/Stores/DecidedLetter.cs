namespace RetailConnect;

/// <summary>What came of a decision for one envelope.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Verdict">What came of it.</param>
public sealed record DecidedLetter(long Envelope, DeadLetterVerdict Verdict);
