namespace RetailConnect;

/// <summary>What became of one kind of thing that a system holds of a person.</summary>
/// <param name="What">What it is, in plain words.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Why">Why it is kept, or what is left to do; null when there is nothing to say. It never holds personal data.</param>
public sealed record ErasedPart(string What, ErasureOutcome Outcome, string? Why = null);
