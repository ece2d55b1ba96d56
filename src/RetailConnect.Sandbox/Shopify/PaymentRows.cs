namespace RetailConnect.Sandbox.Shopify;

/// <summary>One movement of the balance of Shopify Payments; it belongs to no payout until one is made.</summary>
internal sealed class MovementRow
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string SourceType { get; init; }

    public required decimal Amount { get; init; }

    public required decimal Fee { get; init; }

    public required OrderRow? Order { get; init; }

    public required string? Transaction { get; init; }

    public required DateTimeOffset At { get; init; }

    public PayoutRow? Payout { get; set; }

    public decimal Net => Amount - Fee;
}

/// <summary>A payout to the merchant's bank account.</summary>
internal sealed class PayoutRow
{
    public required string Id { get; init; }

    public required decimal Net { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public string Status { get; set; } = "SCHEDULED";

    /// <summary>The bank gives it once it has the money.</summary>
    public string? Trace { get; set; }
}
