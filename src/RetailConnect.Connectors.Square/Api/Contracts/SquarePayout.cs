using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record PayoutList : Answer
{
    public IReadOnlyList<SquarePayout>? Payouts { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record SquarePayout : ITroubledEntry<SquarePayout>
{
    /// <summary>Of a payout that is a transfer out of the balance; a later payout settles it with everything else.</summary>
    public const string Simple = "SIMPLE";

    /// <summary>Empty where Square gives none.</summary>
    public string Id { get => field ?? ""; init; }

    public string? Status { get; init; }

    public string? Type { get; init; }

    public string? LocationId { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public long? Version { get; init; }

    public SquareMoney? AmountMoney { get; init; }

    public string? EndToEndId { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    public static SquarePayout Troubled(JsonElement entry, string place) =>
        new() { Id = entry.Text("id") ?? "", CreatedAt = entry.Text("created_at"), UpdatedAt = entry.Text("updated_at"), Version = entry.Number("version"), Trouble = place };
}

internal sealed record PayoutEntryList : Answer
{
    public IReadOnlyList<SquarePayoutEntry>? PayoutEntries { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record SquarePayoutEntry
{
    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? EffectiveAt { get; init; }

    public SquareMoney? GrossAmountMoney { get; init; }

    public SquareMoney? FeeAmountMoney { get; init; }

    public SquareMoney? NetAmountMoney { get; init; }

    /// <summary>What each type says of itself, as <c>type_charge_details</c>.</summary>
    [JsonExtensionData] public IDictionary<string, JsonElement>? Details { get; set; }
}
