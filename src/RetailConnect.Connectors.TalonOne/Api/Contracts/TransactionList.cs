namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

internal sealed record TransactionList
{
    public bool? HasMore { get; init; }

    public IReadOnlyList<Movement>? Data { get; init; }
}

internal sealed record Movement
{
    public long Id { get; init; }

    public string? TransactionUUID { get; init; }

    public string? Created { get; init; }

    public string? Type { get; init; }

    public decimal Amount { get; init; }

    public string? SubledgerId { get; init; }

    public string? CustomerSessionId { get; init; }
}
