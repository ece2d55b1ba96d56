namespace RetailConnect;

/// <summary>What became of a person's data in one place.</summary>
/// <param name="Place">A connection's name, or <see cref="Store"/>.</param>
/// <param name="What">What is kept there, in plain words.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ErasedPlace(string Place, string What, ErasureOutcome Outcome)
{
    /// <summary>Stands for RetailConnect's own store.</summary>
    public const string Store = "*";

    /// <summary>How many; null where nobody counts.</summary>
    public long? Count { get; init; }

    /// <summary>Why it is kept, waits or failed; null when there is nothing to say. It never holds personal data.</summary>
    public string? Why { get; init; }

    /// <summary>The ids that it is about; a person who does it by hand needs them.</summary>
    public IReadOnlyList<ExternalId> Ids { get; init; } = [];
}
