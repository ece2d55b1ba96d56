using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>One movement of the seller's balance at a location; it belongs to no payout until one is made.</summary>
internal sealed class PayoutEntryRow
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Location { get; init; }

    public required decimal Gross { get; init; }

    public required decimal Fee { get; init; }

    /// <summary>The payment, refund or dispute, by the names of their ids.</summary>
    public required JsonObject Details { get; init; }

    public required DateTimeOffset At { get; init; }

    public SquarePayoutRow? Payout { get; set; }

    public decimal Net => Gross - Fee;
}

/// <summary>A payout to the seller's bank account.</summary>
internal sealed class SquarePayoutRow
{
    public required string Id { get; init; }

    public required string Location { get; init; }

    public required decimal Amount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public string Status { get; set; } = "SENT";

    public int Version { get; set; } = 1;
}
