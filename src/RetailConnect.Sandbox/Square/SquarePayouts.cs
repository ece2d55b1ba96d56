using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>Payouts: what cards paid and got back moves a location's balance, and payouts bring it to the bank.</summary>
/// <remarks>Its ids are counted apart, so that a seller whose payouts nobody makes has the ids that it would have without them.</remarks>
internal sealed class SquarePayouts(SquareState state, SquareSettings settings, TimeProvider time)
{
    public static readonly string[] Filters = ["location_id", "status", "begin_time", "end_time", "sort_order", "cursor", "limit"];
    public static readonly string[] Pages = ["sort_order", "cursor", "limit"];
    private const int Most = 100;
    private readonly List<PayoutEntryRow> entries = [];
    private readonly List<SquarePayoutRow> payouts = [];
    private long next = 500;

    public IReadOnlyList<PayoutEntryRow> Entries => entries;

    public IReadOnlyList<SquarePayoutRow> Payouts => payouts;

    public void Charge(string location, decimal amount, string payment, DateTimeOffset now) =>
        Move("CHARGE", location, amount, decimal.Round((amount * settings.CardFeeRate) + settings.CardFee, 2, MidpointRounding.AwayFromZero), now, ("payment_id", payment));

    /// <summary>The fee of the payment is not given back.</summary>
    public void Refund(string location, decimal amount, string payment, string refund, DateTimeOffset now) => Move("REFUND", location, -amount, 0, now, ("payment_id", payment), ("refund_id", refund));

    /// <summary>A dispute takes the money back, or gives it again; its fee is an entry of its own.</summary>
    public void Dispute(string location, decimal amount, string payment, DateTimeOffset now) => Move("DISPUTE", location, amount, 0, now, ("payment_id", payment), ("dispute_id", NewId("dts_")));

    /// <summary>Makes a payout of all that is in a location's balance; null when that is nothing, for a payout is never over nothing.</summary>
    public SquarePayoutRow? Make(string location)
    {
        var open = entries.Where(entry => entry.Payout is null && entry.Location == location).ToList();
        if (open.Sum(entry => entry.Net) is not (not 0 and var amount))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var payout = new SquarePayoutRow { Id = NewId("po_"), Location = location, Amount = amount, CreatedAt = now, UpdatedAt = now };
        open.ForEach(entry => entry.Payout = payout);
        payouts.Add(payout);
        return payout;
    }

    /// <summary>The bank takes a payout, or sends it back: then its money comes back to the balance in one sum.</summary>
    public void End(SquarePayoutRow payout, bool arrives)
    {
        (payout.Status, payout.Version, payout.UpdatedAt) = (arrives ? "PAID" : "FAILED", payout.Version + 1, time.GetUtcNow());
        if (!arrives)
        {
            Move("RETURNED_PAYOUT", payout.Location, payout.Amount, 0, payout.UpdatedAt);
        }
    }

    public SandboxResponse List(IReadOnlyDictionary<string, string> query)
    {
        var location = query.GetValueOrDefault("location_id") ?? state.Locations.Keys.First();
        if (!state.Locations.ContainsKey(location))
        {
            throw SquareError.NotFound("Location");
        }

        if (query.GetValueOrDefault("status") is { } status && status is not ("SENT" or "FAILED" or "PAID"))
        {
            throw SquareError.Bad("INVALID_ENUM_VALUE", "status must be SENT, FAILED or PAID.", "status");
        }

        var now = time.GetUtcNow();
        var (from, to) = (TimeOf(query, "begin_time") ?? now.AddYears(-1), TimeOf(query, "end_time") ?? now);
        var rows = payouts.Where(row => row.Location == location && row.CreatedAt >= from && row.CreatedAt <= to && (query.GetValueOrDefault("status") ?? row.Status) == row.Status).OrderBy(Key, StringComparer.Ordinal).ToList();
        var (page, cursor) = SquareSimulator.Page(Paging(query), rows, Most, Key);
        return SquareSimulator.Ok(("payouts", new JsonArray([.. page.Select(Show)])), ("cursor", cursor));
    }

    public SandboxResponse Retrieve(string id) => SquareSimulator.Ok(("payout", Show(Found(id))));

    public SandboxResponse ListEntries(string id, IReadOnlyDictionary<string, string> query)
    {
        var payout = Found(id);
        static string Key(PayoutEntryRow row) => row.Id;
        var (page, cursor) = SquareSimulator.Page(Paging(query), [.. entries.Where(entry => entry.Payout == payout).OrderBy(Key, StringComparer.Ordinal)], Most, Key);
        return SquareSimulator.Ok(("payout_entries", new JsonArray([.. page.Select(Show)])), ("cursor", cursor));
    }

    private static string Key(SquarePayoutRow row) => $"{row.CreatedAt.UtcTicks:D20}/{row.Id}";

    private static DateTimeOffset? TimeOf(IReadOnlyDictionary<string, string> query, string name) => query.GetValueOrDefault(name) is { } text ? SquareBody.Time(JsonValue.Create(text)) : null;

    /// <summary>A limit above the largest is ignored, as the vendor says.</summary>
    private static JsonObject Paging(IReadOnlyDictionary<string, string> query)
    {
        if (query.GetValueOrDefault("sort_order") is not "ASC")
        {
            throw SquareError.Bad("BAD_REQUEST", "The simulator lists the oldest first: sort_order must be ASC.", "sort_order");
        }

        if (query.GetValueOrDefault("limit") is not { } text)
        {
            return new() { ["cursor"] = query.GetValueOrDefault("cursor") };
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? new() { ["cursor"] = query.GetValueOrDefault("cursor"), ["limit"] = Math.Min(limit, Most) }
            : throw SquareError.Bad("EXPECTED_INTEGER", "Expected an integer value.", "limit");
    }

    private SquarePayoutRow Found(string id) => payouts.FirstOrDefault(row => row.Id == id) ?? throw SquareError.NotFound("Payout");

    private string NewId(string prefix) => $"{prefix}{++next:D12}";

    private void Move(string type, string location, decimal gross, decimal fee, DateTimeOffset now, params (string Name, string Id)[] details) => entries.Add(new()
    {
        Id = NewId("poe_"), Type = type, Location = location, Gross = gross, Fee = fee, At = now, Details = new(details.Select(detail => KeyValuePair.Create<string, JsonNode?>(detail.Name, detail.Id))),
    });

    private JsonNode Show(SquarePayoutRow row) => new JsonObject
    {
        ["id"] = row.Id, ["status"] = row.Status, ["location_id"] = row.Location, ["created_at"] = SquareState.Time(row.CreatedAt), ["updated_at"] = SquareState.Time(row.UpdatedAt), ["amount_money"] = Money(row.Amount),
        ["destination"] = new JsonObject { ["type"] = "BANK_ACCOUNT", ["id"] = "bact:sandbox" }, ["version"] = row.Version, ["type"] = "BATCH", ["payout_fee"] = new JsonArray(), ["arrival_date"] = SquareState.Time(row.CreatedAt.AddDays(1))[..10],
        ["end_to_end_id"] = $"L2{row.Id[^8..]}",
    };

    private JsonNode Show(PayoutEntryRow row)
    {
        var shown = new JsonObject
        {
            ["id"] = row.Id, ["payout_id"] = row.Payout!.Id, ["effective_at"] = SquareState.Time(row.At), ["type"] = row.Type,
            ["gross_amount_money"] = Money(row.Gross), ["fee_amount_money"] = Money(row.Fee), ["net_amount_money"] = Money(row.Net),
        };
        if (row.Details.Count > 0)
        {
            shown[$"type_{row.Type.ToLowerInvariant()}_details"] = row.Details.DeepClone();
        }

        return shown;
    }

    private JsonObject Money(decimal amount) => SquareState.Money(amount, settings.Currency);
}
