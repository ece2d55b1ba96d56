using System.Text.Json.Nodes;
using CustomConnector.StandIn;
using RetailConnect.Testing;

namespace CustomConnector.Kit;

/// <summary>The stand-in as the kit drives it: entities are put there, and what a write left is looked up in its state, without the connector.</summary>
internal sealed class DepotVendor(TimeProvider time) : IConnectorVendor, IReadableVendor, IWritableVendor, IWebhookVendor
{
    private readonly DepotStandIn depot = new(time);

    public HttpMessageHandler Handler => depot;

    public string Refusal(int status, string words) => new JsonObject { ["code"] = "refused", ["message"] = words }.ToJsonString();

    public ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken) => new(new ExternalId(depot.Items.Put(number).Id));

    public IReadOnlyList<string> VocabularyOf(EntityType type) => ["status"];

    public ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        var price = MoneyPair.Of(new(12m, "EUR"));
        return new(new Order
        {
            Id = $"O{number}", Number = $"#{number}", PlacedAt = time.GetUtcNow(), Status = OrderStatus.Open, Total = price * 3,
            Lines = [new() { Id = "1", Sku = new("LAMP-1-S"), Title = "Lamp", Quantity = 2, UnitPrice = price }, new() { Id = "2", Sku = new("LAMP-2-L"), Title = "Shade", Quantity = 1, UnitPrice = price }],
        });
    }

    public ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class
    {
        var order = (Order)(object)envelope.Value;
        var held = depot.Orders.Under(envelope.Canonical.Value);
        return new(new VendorEffect(held.Count, held.All(there => IsWhole(there, order)) ? null : "state, currency or lines"));
    }

    public ValueTask<WebhookRequest> SendAsync(Connection connection, CancellationToken cancellationToken)
    {
        var (id, version) = depot.Items.Put(1);
        return new(EventPost.Signed(EventPost.ItemChanged(id, version), time.GetUtcNow()));
    }

    public WebhookRequest Spoil(WebhookRequest genuine, WebhookSpoil how) => how switch
    {
        WebhookSpoil.WrongSignature => EventPost.Signed(genuine.Body, time.GetUtcNow(), "a-secret-of-somebody-else"),
        WebhookSpoil.NoSignature => genuine with { Headers = new Dictionary<string, string>() },
        _ => EventPost.Signed(genuine.Body, time.GetUtcNow().AddDays(-1)),
    };

    /// <summary>The Depot signs what it sends again anew.</summary>
    public WebhookRequest Repeat(WebhookRequest genuine) => EventPost.Signed(genuine.Body, time.GetUtcNow().AddSeconds(30));

    public ValueTask DisposeAsync()
    {
        depot.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsWhole(JsonNode held, Order order)
    {
        var lines = held["lines"]!.AsArray();
        return (string?)held["state"] == "open" && (string?)held["currency"] == order.Total.Shop.Currency.Code && lines.Count == order.Lines.Count && lines.Zip(order.Lines).All(pair =>
            (string?)pair.First!["sku"] == pair.Second.Sku?.Value && (string?)pair.First["title"] == pair.Second.Title
            && (decimal)pair.First["quantity"]! == pair.Second.Quantity.Value && (decimal)pair.First["unitPrice"]! == pair.Second.UnitPrice.Shop.Amount);
    }
}
