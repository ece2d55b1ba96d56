using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>The loyalty programme: its movements of points, and what can be read of them.</summary>
internal sealed class TalonLedger(TalonState state, TalonOneSettings settings)
{
    private const int Page = 50;
    private const int MostOnPage = 1000;

    /// <summary>Moves points, unless the request is dry, and returns the effect.</summary>
    public JsonArray Book(SessionRow session, decimal points, string effect, DateTimeOffset now, bool dry)
    {
        if (points == 0 || session.Profile is not { } profile)
        {
            return [];
        }

        var number = dry ? 0 : state.NewNumber();
        if (!dry)
        {
            state.Ledger.Add(new(number, profile, session.Id, points, now));
        }

        return [new JsonObject
        {
            ["campaignId"] = 1, ["rulesetId"] = 1, ["ruleIndex"] = 0, ["ruleName"] = "One point for each whole unit of currency", ["effectType"] = effect,
            ["props"] = new JsonObject { ["programId"] = settings.ProgramId, ["subLedgerId"] = "", ["value"] = Math.Abs(points), ["recipientIntegrationId"] = profile, ["transactionUUID"] = TalonState.Uuid(number), ["name"] = "Points" },
        }];
    }

    public JsonObject Balances(string program, string id, TalonQuery query)
    {
        CheckProgram(program, id);
        query.Flag("includeTiers");
        query.Flag("includeProjectedTier");
        var end = query.Time("endDate");
        var points = IsMain(query) ? state.Ledger.Where(entry => entry.Profile == id && (end is null || entry.At < end)).Sum(entry => entry.Points) + state.Faults.GetValueOrDefault(id) : 0;
        return new()
        {
            ["balance"] = new JsonObject { ["activePoints"] = Math.Max(0, points), ["pendingPoints"] = 0, ["spentPoints"] = 0, ["expiredPoints"] = 0, ["negativePoints"] = Math.Max(0, -points) },
            ["subledgerBalances"] = new JsonObject(),
        };
    }

    public JsonObject Transactions(string program, string id, TalonQuery query)
    {
        CheckProgram(program, id);
        var (size, skip) = ((int)query.Whole("pageSize", Page, 1, MostOnPage), query.Whole("skip", 0, 0, long.MaxValue));
        var rows = Filtered(id, query).OrderByDescending(entry => entry.Id).ToList();
        var from = (int)Math.Min(skip, rows.Count);
        return new()
        {
            ["hasMore"] = from + size < rows.Count,
            ["data"] = new JsonArray([.. rows.Skip(from).Take(size).Select(entry => (JsonNode)Show(entry))]),
        };
    }

    private JsonObject Show(LedgerRow entry)
    {
        var shown = new JsonObject
        {
            ["id"] = entry.Id, ["transactionUUID"] = TalonState.Uuid(entry.Id), ["programId"] = settings.ProgramId, ["created"] = TalonState.Time(entry.At), ["type"] = entry.Points > 0 ? "addition" : "subtraction", ["amount"] = Math.Abs(entry.Points),
            ["name"] = "Points", ["startDate"] = "immediate", ["expiryDate"] = "unlimited", ["subledgerId"] = "",
        };
        if (entry.Session is { } session)
        {
            shown["customerSessionId"] = session;
        }

        return shown;
    }

    private IEnumerable<LedgerRow> Filtered(string profile, TalonQuery query)
    {
        var (from, to) = (query.Time("startDate"), query.Time("endDate"));
        var (sessions, movements) = (query.All("customerSessionIDs"), query.All("transactionUUIDs"));
        var type = query.Text("loyaltyTransactionType");
        if (type is not (null or "manual" or "session" or "import"))
        {
            throw TalonError.Bad("The query parameter loyaltyTransactionType is not a valid enum value.");
        }

        // Every movement here stands in the main ledger and is active at once; none was imported.
        var none = query.Flag("awaitsActivation") switch { null => false, true => true, false => throw TalonError.Bad("The query parameter awaitsActivation must be true.") };
        return none || type is "import" || !IsMain(query) ? [] : state.Ledger.Where(entry => entry.Profile == profile && (type is null || type is "manual" == entry.Session is null) && (from is null || entry.At >= from) && (to is null || entry.At <= to)
            && (sessions.Count == 0 || (entry.Session is { } session && sessions.Contains(session))) && (movements.Count == 0 || movements.Contains(TalonState.Uuid(entry.Id))));
    }

    private static bool IsMain(TalonQuery query) => string.IsNullOrEmpty(query.Text("subledgerId"));

    private void CheckProgram(string program, string id)
    {
        if (!long.TryParse(program, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw TalonError.Bad("The id of the loyalty programme must be a whole number.");
        }

        if (number != settings.ProgramId || !state.Profiles.ContainsKey(id))
        {
            throw TalonError.NotFound();
        }
    }
}
