using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

internal sealed class LoyaltyAccountRow
{
    public required string Id { get; init; }

    public required string Phone { get; init; }

    public required string? Customer { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Mapping { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public string? EnrolledAt { get; set; }

    public long Balance { get; set; }

    public long Lifetime { get; set; }
}

/// <summary>One line of the ledger. Lines are only added.</summary>
internal sealed record LoyaltyEventRow(long Number, string Account, string Type, long Points, string? Order, string? Reason, string? Location, DateTimeOffset At, JsonObject Body);
