using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>Webhook subscriptions.</summary>
internal sealed class SquareSubscriptions(SquareState state, SquareSettings settings, TimeProvider time)
{
    public SandboxResponse List(IReadOnlyDictionary<string, string> query)
    {
        if (query.GetValueOrDefault("limit") is { } limit && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 100))
        {
            throw SquareError.Bad("INVALID_VALUE", "limit must be between 1 and 100.", "limit");
        }

        // All of them fit on one page, so there is no cursor that could come back.
        return query.GetValueOrDefault("cursor") is { Length: > 0 } ? throw SquareError.Bad("INVALID_CURSOR", "The pagination cursor included in the request is invalid.", "cursor")
            : query.GetValueOrDefault("sort_order") is not (null or "ASC" or "DESC") ? throw SquareError.Bad("INVALID_ENUM_VALUE", "sort_order must be ASC or DESC.", "sort_order")
            : query.GetValueOrDefault("include_disabled") switch
            {
                "true" => Shown(state.Subscriptions.Values, query),
                null or "false" => Shown(state.Subscriptions.Values.Where(row => (bool)row["enabled"]!), query),
                _ => throw SquareError.Bad("EXPECTED_BOOLEAN", "include_disabled must be true or false.", "include_disabled"),
            };
    }

    public SandboxResponse Create(JsonObject body)
    {
        var wanted = body["subscription"]!.AsObject();
        var now = SquareState.Time(time.GetUtcNow());
        var subscription = new JsonObject
        {
            ["id"] = state.NewId("wbhk_"), ["name"] = (string?)wanted["name"] ?? "webhook", ["enabled"] = (bool?)wanted["enabled"] ?? true, ["event_types"] = wanted["event_types"]?.DeepClone(),
            ["notification_url"] = Address(wanted) ?? throw SquareError.Bad("MISSING_REQUIRED_PARAMETER", "notification_url is required.", "subscription.notification_url"),
            ["api_version"] = (string?)wanted["api_version"] ?? SquareSettings.ApiVersion, ["signature_key"] = settings.SignatureKey, ["created_at"] = now, ["updated_at"] = now,
        };
        state.Subscriptions[(string)subscription["id"]!] = subscription;
        return SquareSimulator.Ok(("subscription", subscription.DeepClone()));
    }

    public SandboxResponse Update(JsonObject subscription, JsonObject body)
    {
        var wanted = body["subscription"] as JsonObject ?? [];
        Address(wanted);
        foreach (var (name, value) in wanted.Where(field => field.Value is not null))
        {
            subscription[name] = value!.DeepClone();
        }

        subscription["updated_at"] = SquareState.Time(time.GetUtcNow());
        return SquareSimulator.Ok(("subscription", WithoutKey(subscription)));
    }

    /// <summary>Only here and in the answer to its creation a subscription shows its key, as in the examples of the contract.</summary>
    public static SandboxResponse Show(JsonObject subscription) => SquareSimulator.Ok(("subscription", subscription.DeepClone()));

    private static JsonObject WithoutKey(JsonObject subscription)
    {
        var shown = subscription.DeepClone().AsObject();
        shown.Remove("signature_key");
        return shown;
    }

    private static SandboxResponse Shown(IEnumerable<JsonObject> rows, IReadOnlyDictionary<string, string> query) =>
        SquareSimulator.Ok(("subscriptions", SquareSimulator.List((query.GetValueOrDefault("sort_order") is "DESC" ? rows.Reverse() : rows).Select(WithoutKey))));

    private static string? Address(JsonObject wanted) => (string?)wanted["notification_url"] switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => text,
        _ => throw SquareError.Bad("INVALID_VALUE", "notification_url is no address.", "subscription.notification_url"),
    };
}
