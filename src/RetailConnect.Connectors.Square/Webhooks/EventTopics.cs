using System.Text.Json;

namespace RetailConnect.Connectors.Square.Webhooks;

/// <summary>Which events concern us, and what they hint at.</summary>
internal static class EventTopics
{
    /// <summary>Events to subscribe to.</summary>
    public static readonly string[] Subscribed =
    [
        "customer.created", "customer.deleted", "customer.updated", "order.created", "order.fulfillment.updated", "order.updated", "payment.created", "payment.updated", "refund.created", "refund.updated",
    ];

    /// <summary>Returns the hints of an event, none for a topic that does not concern us; null when the text is no event.</summary>
    /// <param name="body">The signed body.</param>
    /// <param name="hash">Hash of the signed body.</param>
    public static IReadOnlyList<Hint>? HintsOf(JsonElement body, string hash)
    {
        if (body.ValueKind is not JsonValueKind.Object || Text(body, "type") is not { Length: > 0 } type)
        {
            return null;
        }

        var content = Child(body, "data");
        var entity = Entity(content);
        return type.Split('.')[0] switch
        {
            "order" => Both(Text(entity, "order_id") ?? Text(content, "id"), hash),
            "payment" => One(EntityType.Order, Text(entity, "order_id"), hash),
            "refund" => One(EntityType.Return, Text(entity, "order_id"), hash),
            "customer" => One(EntityType.Customer, Text(entity, "id") ?? Text(content, "id"), hash),
            _ => [],
        };
    }

    /// <summary>An order may be a sale, a return or both: the reads tell.</summary>
    private static IReadOnlyList<Hint> Both(string? order, string hash) => [.. One(EntityType.Order, order, hash), .. One(EntityType.Return, order, hash)];

    /// <summary>Money that belongs to no order concerns nobody here.</summary>
    private static IReadOnlyList<Hint> One(EntityType type, string? entity, string hash) =>
        string.IsNullOrEmpty(entity) ? [] : [new(type, entity, IdempotencyKey.Derive(type.Name, entity, hash).Value)];

    /// <summary>The entity stands in the event's object, under a name that depends on the topic.</summary>
    private static JsonElement? Entity(JsonElement? content)
    {
        if (content is { } there && Child(there, "object") is { } holder)
        {
            foreach (var property in holder.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.Object)
                {
                    return property.Value;
                }
            }
        }

        return null;
    }

    private static JsonElement? Child(JsonElement element, string name) => element.TryGetProperty(name, out var child) && child.ValueKind is JsonValueKind.Object ? child : null;

    private static string? Text(JsonElement? element, string name) =>
        element is { } there && there.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
