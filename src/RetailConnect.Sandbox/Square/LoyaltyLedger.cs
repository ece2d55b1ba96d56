using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>The movements of points. Lines are only added.</summary>
internal sealed class LoyaltyLedger(SquareState state, SquareSettings settings, SquareHooks hooks, TimeProvider time)
{
    private const int MostEvents = 30;

    public List<LoyaltyEventRow> Rows { get; } = [];

    /// <summary>An order of Square's own tells its points; for any other purchase the caller does.</summary>
    public SandboxResponse Accumulate(LoyaltyAccountRow row, JsonObject body)
    {
        var wanted = body["accumulate_points"]!;
        var location = (string)body["location_id"]!;
        if (!state.Locations.ContainsKey(location))
        {
            throw SquareError.NotFound($"Location `{location}`");
        }

        var (given, order) = (SquareBody.Whole(wanted["points"], "accumulate_points.points"), (string?)wanted["order_id"]);
        if ((given is null) == (order is null))
        {
            throw SquareError.Bad("BAD_REQUEST", "Exactly one of points and order_id is required.", "accumulate_points");
        }

        var points = given ?? OrderPoints(order!);
        if (points < 1)
        {
            throw SquareError.Bad("VALUE_TOO_LOW", "points must be at least 1.", "accumulate_points.points");
        }

        var content = new JsonObject { ["loyalty_program_id"] = settings.LoyaltyProgramId, ["points"] = points };
        if (order is not null)
        {
            content["order_id"] = order;
        }

        row.EnrolledAt ??= SquareState.Time(time.GetUtcNow());
        row.Lifetime += points;
        return SquareSimulator.Ok(("events", new JsonArray(Book(row, "ACCUMULATE_POINTS", "accumulate_points", points, content, "LOYALTY_API", location, order).DeepClone())));
    }

    public SandboxResponse Adjust(LoyaltyAccountRow row, JsonObject body)
    {
        var wanted = body["adjust_points"]!;
        var points = SquareBody.Whole(wanted["points"], "adjust_points.points") ?? 0;
        if (points == 0)
        {
            throw SquareError.Bad("INVALID_VALUE", "points must not be 0.", "adjust_points.points");
        }

        if (points < 0 && row.Balance + points < 0 && (bool?)body["allow_negative_balance"] is not true)
        {
            throw SquareError.Bad("BAD_REQUEST", "The adjustment would result in a negative balance.", "adjust_points.points");
        }

        var content = new JsonObject { ["loyalty_program_id"] = settings.LoyaltyProgramId, ["points"] = points };
        if ((string?)wanted["reason"] is { } reason)
        {
            content["reason"] = reason;
        }

        row.Lifetime += Math.Max(0, points);
        return SquareSimulator.Ok(("event", Book(row, "ADJUST_POINTS", "adjust_points", points, content, "LOYALTY_API").DeepClone()));
    }

    public SandboxResponse Search(JsonObject body)
    {
        var filter = body["query"]?["filter"];
        var account = (string?)filter?["loyalty_account_filter"]?["loyalty_account_id"];
        var types = (filter?["type_filter"]?["types"] as JsonArray)?.Select(type => (string)type!).ToHashSet();
        var places = (filter?["location_filter"]?["location_ids"] as JsonArray)?.Select(place => (string)place!).ToHashSet();
        var order = (string?)filter?["order_filter"]?["order_id"];
        var created = filter?["date_time_filter"]?["created_at"];
        var (from, to) = (SquareBody.Time(created?["start_at"]), SquareBody.Time(created?["end_at"]));
        static string Key(LoyaltyEventRow row) => $"{long.MaxValue - row.At.UtcTicks:D20}/{long.MaxValue - row.Number:D20}";
        var rows = Rows.Where(row => (account is null || row.Account == account) && (types?.Contains(row.Type) ?? true) && (places is null || (row.Location is { } place && places.Contains(place)))
            && (order is null || row.Order == order) && (from is null || row.At >= from) && (to is null || row.At < to)).OrderBy(Key, StringComparer.Ordinal).ToList();
        var (page, cursor) = SquareSimulator.Page(body, rows, MostEvents, Key);
        return SquareSimulator.Ok(("events", page.Count == 0 ? null : SquareSimulator.List(page.Select(row => row.Body))), ("cursor", cursor));
    }

    /// <summary>A member takes a reward at the till.</summary>
    /// <exception cref="InvalidOperationException">The member does not have the points; nothing was spent.</exception>
    public void Spend(LoyaltyAccountRow row, int points)
    {
        if (points < 1 || row.Balance < points)
        {
            throw new InvalidOperationException($"The account has {row.Balance} points.");
        }

        Book(row, "CREATE_REWARD", "create_reward", -points, new() { ["loyalty_program_id"] = settings.LoyaltyProgramId, ["points"] = -points }, "SQUARE");
        Book(row, "REDEEM_REWARD", "redeem_reward", 0, new() { ["loyalty_program_id"] = settings.LoyaltyProgramId }, "SQUARE");
    }

    public long PointsFor(decimal amount) => (long)decimal.Floor(amount / settings.LoyaltySpend);

    private long OrderPoints(string order) =>
        !state.Orders.TryGetValue(order, out var sale) || sale.IsReturn ? throw SquareError.NotFound($"Order `{order}`")
            : Rows.Any(row => row.Order == order) ? throw SquareError.Bad("BAD_REQUEST", "Points were accumulated for this order before.", "accumulate_points.order_id")
            : PointsFor(sale.Total);

    private JsonObject Book(LoyaltyAccountRow row, string type, string field, long points, JsonObject content, string source, string? location = null, string? order = null)
    {
        var now = time.GetUtcNow();
        var body = new JsonObject { ["id"] = state.NewId("LEV"), ["type"] = type, ["created_at"] = SquareState.Time(now), ["loyalty_account_id"] = row.Id, ["source"] = source, [field] = content };
        if (location is not null)
        {
            body["location_id"] = location;
        }

        // Times are told, and compared, in milliseconds.
        Rows.Add(new(Rows.Count, row.Id, type, points, order, (string?)content["reason"], location, SquareBody.Time(body["created_at"])!.Value, body));
        row.Balance += points;
        row.UpdatedAt = now;
        hooks.Send("loyalty.event.created", (string)body["id"]!, "loyalty_event", new JsonObject { ["loyalty_event"] = body.DeepClone() });
        return body;
    }
}
