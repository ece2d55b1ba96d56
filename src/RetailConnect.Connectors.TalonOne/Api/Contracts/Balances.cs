namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

internal sealed record Balances
{
    public BalanceState? Balance { get; init; }

    internal sealed record BalanceState
    {
        public decimal? ActivePoints { get; init; }

        public decimal? PendingPoints { get; init; }

        public decimal? ExpiredPoints { get; init; }

        public decimal? NegativePoints { get; init; }

        public TierState? CurrentTier { get; init; }
    }

    internal sealed record TierState(string? Name);
}
