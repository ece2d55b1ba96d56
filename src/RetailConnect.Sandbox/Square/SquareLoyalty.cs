using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.Square;

/// <summary>The seller's loyalty programme: its rules, and one account for a phone number.</summary>
internal sealed partial class SquareLoyalty(SquareState state, SquareSettings settings, SquareHooks hooks, TimeProvider time)
{
    public Dictionary<string, LoyaltyAccountRow> Accounts { get; } = [];

    public LoyaltyLedger Ledger { get; } = new(state, settings, hooks, time);

    /// <summary>The programme goes by its id, and where it is read also by the word for the only one.</summary>
    public SandboxResponse Program(string id) => id is not "main" && id != settings.LoyaltyProgramId ? throw SquareError.NotFound($"Loyalty program `{id}`") : SquareSimulator.Ok(("program", new JsonObject
    {
        ["id"] = settings.LoyaltyProgramId, ["status"] = "ACTIVE", ["location_ids"] = new JsonArray([.. state.Locations.Keys.Select(key => (JsonNode)key)]), ["terminology"] = new JsonObject { ["one"] = "Point", ["other"] = "Points" },
        ["created_at"] = "2026-01-01T00:00:00Z", ["updated_at"] = "2026-01-01T00:00:00Z",
        ["accrual_rules"] = new JsonArray(new JsonObject
        {
            ["accrual_type"] = "SPEND", ["points"] = 1,
            ["spend_data"] = new JsonObject { ["amount_money"] = SquareState.Money(settings.LoyaltySpend, settings.Currency), ["tax_mode"] = "AFTER_TAX" },
        }),
    }));

    public SandboxResponse Calculate(string program, JsonObject body)
    {
        CheckProgram(program);
        if (body["order_id"] is not null || body["transaction_amount_money"] is not JsonObject money)
        {
            throw SquareError.Bad("BAD_REQUEST", "The simulator needs transaction_amount_money, and no order_id.", "transaction_amount_money");
        }

        if ((string?)money["currency"] != settings.Currency || SquareBody.Whole(money["amount"], "transaction_amount_money.amount") is not { } amount || amount < 0)
        {
            throw SquareError.Bad("INVALID_VALUE", $"The amount must not be negative, and in {settings.Currency}.", "transaction_amount_money");
        }

        if ((string?)body["loyalty_account_id"] is { } account)
        {
            _ = Found(account);
        }

        return SquareSimulator.Ok(("points", Ledger.PointsFor(amount / 100m)), ("promotion_points", 0));
    }

    public SandboxResponse Create(JsonObject body)
    {
        var wanted = body["loyalty_account"]!;
        CheckProgram((string)wanted["program_id"]!);
        var phone = (string)wanted["mapping"]!["phone_number"]!;
        CheckPhone(phone);
        if (Accounts.Values.Any(row => row.Phone == phone))
        {
            throw SquareError.Bad("BAD_REQUEST", $"A loyalty account with the phone number {phone} already exists.", "loyalty_account.mapping.phone_number");
        }

        var customer = (string?)wanted["customer_id"];
        if (customer is not null && !state.Customers.ContainsKey(customer))
        {
            throw SquareError.NotFound($"Customer with ID `{customer}`");
        }

        var now = time.GetUtcNow();
        if (SquareBody.Time(wanted["enrolled_at"]) > now)
        {
            throw SquareError.Bad("INVALID_TIME", "enrolled_at cannot be in the future.", "loyalty_account.enrolled_at");
        }

        var row = new LoyaltyAccountRow { Id = state.NewId("LAC"), Phone = phone, Customer = customer, CreatedAt = now, UpdatedAt = now, Mapping = state.NewId("LMP"), EnrolledAt = (string?)wanted["enrolled_at"] };
        Accounts.Add(row.Id, row);
        hooks.Send("loyalty.account.created", row.Id, "loyalty_account", new JsonObject { ["loyalty_account"] = Show(row) });
        return SquareSimulator.Ok(("loyalty_account", Show(row)));
    }

    public SandboxResponse Search(JsonObject body)
    {
        var query = body["query"];
        if (query?["mappings"] is not null && query["customer_ids"] is not null)
        {
            throw SquareError.Bad("BAD_REQUEST", "mappings and customer_ids cannot be combined.", "query");
        }

        var phones = (query?["mappings"] as JsonArray)?.Select(mapping => (string)mapping!["phone_number"]!).ToHashSet();
        phones?.ToList().ForEach(CheckPhone);
        var customers = (query?["customer_ids"] as JsonArray)?.Select(id => (string)id!).ToHashSet();
        static string Key(LoyaltyAccountRow row) => $"{row.CreatedAt.UtcTicks:D20}/{row.Id}";
        var rows = Accounts.Values.Where(row => (phones?.Contains(row.Phone) ?? true) && (customers is null || (row.Customer is { } customer && customers.Contains(customer)))).OrderBy(Key, StringComparer.Ordinal).ToList();
        var (page, cursor) = SquareSimulator.Page(body, rows, 200, Key, usual: 30);
        return SquareSimulator.Ok(("loyalty_accounts", page.Count == 0 ? null : new JsonArray([.. page.Select(Show)])), ("cursor", cursor));
    }

    public SandboxResponse Retrieve(string id) => SquareSimulator.Ok(("loyalty_account", Show(Found(id))));

    public LoyaltyAccountRow Found(string id) => Accounts.TryGetValue(id, out var row) ? row : throw SquareError.NotFound($"Loyalty account `{id}`");

    private void CheckProgram(string id)
    {
        if (id != settings.LoyaltyProgramId)
        {
            throw SquareError.NotFound($"Loyalty program `{id}`");
        }
    }

    private static void CheckPhone(string phone)
    {
        if (!E164().IsMatch(phone))
        {
            throw SquareError.Bad("INVALID_PHONE_NUMBER", "The phone number is not in E.164 format.", "phone_number");
        }
    }

    private JsonObject Show(LoyaltyAccountRow row)
    {
        var shown = new JsonObject
        {
            ["id"] = row.Id, ["program_id"] = settings.LoyaltyProgramId, ["balance"] = row.Balance, ["lifetime_points"] = row.Lifetime, ["created_at"] = SquareState.Time(row.CreatedAt), ["updated_at"] = SquareState.Time(row.UpdatedAt),
            ["mapping"] = new JsonObject { ["id"] = row.Mapping, ["created_at"] = SquareState.Time(row.CreatedAt), ["phone_number"] = row.Phone },
        };
        if (row.Customer is { } customer)
        {
            shown["customer_id"] = customer;
        }

        if (row.EnrolledAt is { } enrolled)
        {
            shown["enrolled_at"] = enrolled;
        }

        return shown;
    }

    [GeneratedRegex(@"^\+[1-9]\d{7,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex E164();
}
