using System.Text.Json;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Orders;

namespace RetailConnect.Connectors.Square.Payouts;

/// <summary>Maps payouts.</summary>
internal static class PayoutMapper
{
    private const int MostCharacters = 100;

    /// <summary>What is named first says more than what follows.</summary>
    private static readonly string[] Sources = ["refund_id", "dispute_id", "payment_id", "payout_id"];

    public static string VersionOf(SquarePayout payout) => $"{Times.Version(payout.UpdatedAt ?? payout.CreatedAt, payout.Version)}/{payout.Status}";

    /// <exception cref="ConnectorException">The payout can't be told in canonical terms; the fault is a rejection.</exception>
    public static Payout Map(SquarePayout payout, IReadOnlyList<SquarePayoutEntry> entries, SquareOptions options)
    {
        var amounts = Amounts.Of(options.MerchantCurrency, [payout.AmountMoney, .. entries.Select(entry => entry.NetAmountMoney)]);
        return new()
        {
            Id = payout.Id,
            Status = ActivityKinds.StatusOf(payout.Status),
            StatusText = Short(payout.Status),
            IssuedAt = Times.Read(payout.CreatedAt) ?? throw Documents.Unknown("The payout has no time of creation."),
            Amount = amounts.Read(payout.AmountMoney).Shop,
            Location = string.IsNullOrWhiteSpace(payout.LocationId) ? default(ExternalId?) : payout.LocationId,
            BankReference = string.IsNullOrWhiteSpace(payout.EndToEndId) ? null : payout.EndToEndId.Trim(),
            Entries = payout.Type is SquarePayout.Simple ? [Transfer(payout, amounts)] : [.. entries.Select((entry, index) => Entry(entry, index, amounts))],
        };
    }

    private static PayoutEntry Entry(SquarePayoutEntry entry, int index, Amounts amounts) => new()
    {
        Id = entry.Id ?? $"entry-{index + 1}",
        Kind = ActivityKinds.Of(entry),
        KindText = Short(entry.Type),
        Gross = amounts.Read(entry.GrossAmountMoney).Shop,
        Fee = amounts.Read(entry.FeeAmountMoney).Shop,
        Net = amounts.Read(entry.NetAmountMoney).Shop,
        Payment = SourceOf(entry),
        At = Times.Read(entry.EffectiveAt),
    };

    /// <summary>A payout without entries takes money out of the balance ahead; the payout that settles it later has it as an entry.</summary>
    private static PayoutEntry Transfer(SquarePayout payout, Amounts amounts)
    {
        var amount = amounts.Read(payout.AmountMoney).Shop;
        return new() { Id = payout.Id, Kind = PayoutEntryKind.Transfer, KindText = SquarePayout.Simple, Gross = amount, Fee = amounts.Zero.Shop, Net = amount, At = Times.Read(payout.CreatedAt) };
    }

    private static ExternalId? SourceOf(SquarePayoutEntry entry)
    {
        var details = (entry.Details ?? new Dictionary<string, JsonElement>()).Where(field => field.Key.StartsWith("type_", StringComparison.Ordinal) && field.Value.ValueKind is JsonValueKind.Object).Select(field => field.Value).ToList();
        var source = Sources.SelectMany(name => details.Select(detail => detail.TryGetProperty(name, out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null)).FirstOrDefault(id => !string.IsNullOrWhiteSpace(id));
        return source is null ? default(ExternalId?) : source;
    }

    private static string? Short(string? text) => text is { Length: > MostCharacters } ? text[..MostCharacters] : text;
}
