using System.Text.Json;

namespace RetailConnect.Connectors.Shopify.Webhooks;

/// <summary>Reads hints from a signed body.</summary>
internal static class WebhookHints
{
    private const string Prefix = "gid://shopify/";

    /// <summary>Returns the hints; none when the body names no entity.</summary>
    /// <param name="body">The body.</param>
    /// <param name="hash">Hash of its bytes.</param>
    public static IReadOnlyList<Hint> Read(JsonElement body, string hash)
    {
        if (IdOf(body) is not { } id || TypeOf(id) is not { } type)
        {
            return [];
        }

        var hints = new List<Hint> { Hint(type, id, hash) };
        if (type == EntityType.Return && body.TryGetProperty("order_id", out var order) && order.TryGetUInt64OrNull() is { } number)
        {
            hints.Add(Hint(EntityType.Order, $"{Prefix}Order/{number}", hash));
        }

        // An order that names refunds may be told of because their money has arrived.
        if (type == EntityType.Order && body.TryGetProperty("refunds", out var refunds) && refunds.ValueKind is JsonValueKind.Array)
        {
            hints.AddRange(refunds.EnumerateArray().Select(IdOf).Where(refund => refund is not null && TypeOf(refund) == EntityType.Return).Select(refund => Hint(EntityType.Return, refund!, hash)));
        }

        return hints;
    }

    private static Hint Hint(EntityType type, string id, string hash) => new(type, id, IdempotencyKey.Derive(type.Name, id, hash).Value);

    private static string? IdOf(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("admin_graphql_api_id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null;

    private static EntityType? TypeOf(string id) => id switch
    {
        _ when id.StartsWith($"{Prefix}Order/", StringComparison.Ordinal) => EntityType.Order,
        _ when id.StartsWith($"{Prefix}Refund/", StringComparison.Ordinal) => EntityType.Return,
        _ when id.StartsWith($"{Prefix}Customer/", StringComparison.Ordinal) => EntityType.Customer,
        _ when id.StartsWith($"{Prefix}Product/", StringComparison.Ordinal) => EntityType.Product,
        _ => null,
    };

    private static ulong? TryGetUInt64OrNull(this JsonElement value) => value.ValueKind is JsonValueKind.Number && value.TryGetUInt64(out var number) ? number : null;
}
