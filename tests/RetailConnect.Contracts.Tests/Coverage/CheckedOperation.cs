namespace RetailConnect.Contracts.Coverage;

/// <summary>An operation that a connector can call, and what the vendor's contract says about it.</summary>
/// <param name="Name">Name in the connector.</param>
/// <param name="Contract">Operations of the contract that it calls; none where no contract describes it.</param>
internal sealed record CheckedOperation(string Name, IReadOnlyList<string> Contract)
{
    /// <summary>Why no contract describes it, and where the vendor does instead; null where one does.</summary>
    public string? Exception { get; init; }

    /// <summary>Requests that were judged.</summary>
    public int Requests { get; init; }

    /// <summary>Generated answers that were read.</summary>
    public int Answers { get; init; }

    /// <summary>Ways in which requests break the contract.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>Answers that can't be read, and what is declared to be there though the contract lets it be absent.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    public bool IsCovered => Exception is not null || (Contract.Count > 0 && Requests > 0);
}
