using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record OrderList : Answer
{
    public IReadOnlyList<SquareOrder>? Orders { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record SquareOrder : ITroubledEntry<SquareOrder>
{
    /// <summary>Empty where Square gives none, which its contract allows.</summary>
    public string Id { get => field ?? ""; init; }

    public string? LocationId { get; init; }

    public string? ReferenceId { get; init; }

    public string? CustomerId { get; init; }

    public string? State { get; init; }

    public long? Version { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public IReadOnlyList<SquareLine>? LineItems { get; init; }

    public IReadOnlyList<SquareTax>? Taxes { get; init; }

    public IReadOnlyList<SquareDiscount>? Discounts { get; init; }

    public IReadOnlyList<SquareCharge>? ServiceCharges { get; init; }

    public IReadOnlyList<SquareReturn>? Returns { get; init; }

    public MoneyAmounts? ReturnAmounts { get; init; }

    public RoundingAdjustment? RoundingAdjustment { get; init; }

    public IReadOnlyList<Tender>? Tenders { get; init; }

    public IReadOnlyList<SquareRefund>? Refunds { get; init; }

    public SquareMoney? TotalMoney { get; init; }

    public SquareMoney? TotalTipMoney { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    /// <summary>Of what is in it only its kind is told: a sale, or one that takes goods back.</summary>
    public static SquareOrder Troubled(JsonElement entry, string place) => new()
    {
        Id = entry.Text("id") ?? "", State = entry.Text("state"), Version = entry.Number("version"), CreatedAt = entry.Text("created_at"), UpdatedAt = entry.Text("updated_at"), Trouble = place,
        LineItems = entry.Has("line_items") ? [new()] : null, Returns = entry.Has("returns") ? [new()] : null,
    };
}
