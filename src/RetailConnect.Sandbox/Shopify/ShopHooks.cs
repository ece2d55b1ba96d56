using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Sends the shop's webhooks: REST-shaped bodies, signed over their raw bytes.</summary>
internal sealed class ShopHooks(ShopState state, ShopifySettings settings, IWebhookOutbox outbox, TimeProvider time)
{
    private long sent;

    public void Order(OrderRow order, string topic) => Send(topic, order.Id, new JsonObject
    {
        ["id"] = Number(order.Id), ["admin_graphql_api_id"] = order.Id, ["name"] = order.Name, ["created_at"] = ShopViews.Time(order.CreatedAt), ["updated_at"] = ShopViews.Time(order.UpdatedAt),
        ["currency"] = order.Currency, ["total_price"] = ShopViews.Amount(order.Total.Shop),
    });

    public void Refund(RefundRow refund) => Send("REFUNDS_CREATE", refund.Id, new JsonObject
    {
        ["id"] = Number(refund.Id), ["admin_graphql_api_id"] = refund.Id, ["order_id"] = Number(refund.Order.Id), ["created_at"] = ShopViews.Time(refund.At), ["processed_at"] = ShopViews.Time(refund.At),
    });

    public void Customer(CustomerRow customer, string topic) => Send(topic, customer.Id, new JsonObject
    {
        ["id"] = Number(customer.Id), ["admin_graphql_api_id"] = customer.Id, ["email"] = customer.Email, ["updated_at"] = ShopViews.Time(customer.UpdatedAt),
    });

    public void Product(ProductRow product) => Send("PRODUCTS_UPDATE", product.Id, new JsonObject
    {
        ["id"] = Number(product.Id), ["admin_graphql_api_id"] = product.Id, ["title"] = product.Title, ["updated_at"] = ShopViews.Time(product.UpdatedAt),
    });

    public void Level(LevelRow level) => Send("INVENTORY_LEVELS_UPDATE", level.Id, new JsonObject
    {
        ["inventory_item_id"] = Number(level.Variant.Item), ["location_id"] = Number(level.Location.Id), ["available"] = level.Available, ["updated_at"] = ShopViews.Time(level.UpdatedAt), ["admin_graphql_api_id"] = level.Id,
    });

    private static long Number(string gid) => long.Parse(ShopState.Tail(gid), System.Globalization.CultureInfo.InvariantCulture);

    private void Send(string topic, string entity, JsonObject body)
    {
        foreach (var subscription in state.Subscriptions.Values.Where(row => row.Topic == topic).ToList())
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
            var id = (++sent).ToString("00000000-0000-4000-8000-000000000000", System.Globalization.CultureInfo.InvariantCulture);
            var headers = new Dictionary<string, string>
            {
                ["X-Shopify-Topic"] = topic.ToLowerInvariant() switch { "inventory_levels_update" => "inventory_levels/update", var text => text.Replace('_', '/') },
                ["X-Shopify-Hmac-SHA256"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.ClientSecret), bytes)), ["X-Shopify-Shop-Domain"] = settings.Domain,
                ["X-Shopify-API-Version"] = ShopifySettings.ApiVersion, ["X-Shopify-Webhook-Id"] = id, ["X-Shopify-Event-Id"] = id, ["X-Shopify-Triggered-At"] = ShopViews.Time(time.GetUtcNow()),
            };
            outbox.Post(new("shopify", subscription.Id, topic, entity, new Uri(subscription.Uri), headers, bytes), settings.Webhooks);
        }
    }
}
