namespace RetailConnect;

/// <summary>What came of a person's decision about one dead letter.</summary>
/// <param name="Verdict">What came of it.</param>
/// <param name="Why">The same in a sentence for the person: what happens now, or why nothing was done.</param>
public sealed record DeadLetterAnswer(DeadLetterVerdict Verdict, string Why);
