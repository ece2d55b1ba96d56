namespace RetailConnect;

/// <summary>How far the erasure of a person is; it takes the place of the person's last one.</summary>
/// <param name="Receipt">What was done so far.</param>
public sealed record Erasure(ErasureReceipt Receipt)
{
    /// <summary>True while what was replaced may still be readable in the store's files.</summary>
    public bool IsToBeScoured { get; init; }

    /// <summary>When the documents were looked through last; null when they never were.</summary>
    public DateTimeOffset? DocumentsAt { get; init; }

    /// <summary>Not before this the connections are asked: a call that was under way when the erasure began has ended by then. Null for at once.</summary>
    public DateTimeOffset? ConnectionsFrom { get; init; }

    /// <summary>Times that it was tried without coming to its end.</summary>
    public int Attempts { get; init; }

    /// <summary>Earliest time of the next attempt; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
