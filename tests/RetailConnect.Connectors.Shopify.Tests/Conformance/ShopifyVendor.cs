using System.Net;
using System.Text.Json.Nodes;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests.Conformance;

/// <summary>The simulated shop.</summary>
internal sealed class ShopifyVendor(ConformanceHost host, ShopifySettings shop) : SandboxVendor("shopify", host), IReadableVendor, IWritableVendor, IWebhookVendor
{
    private const string Signature = "X-Shopify-Hmac-SHA256";
    private const string SetProduct = """
        mutation KitSet($input: ProductSetInput!, $identifier: ProductSetIdentifiers!) {
          productSet(identifier: $identifier, input: $input, synchronous: true) { product { id variants(first: 5) { nodes { sku inventoryItem { id } } } } userErrors { code field message } }
        }
        """;

    private const string SetStock = """
        mutation KitStock($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } } }
        """;

    private const string Activate = """
        mutation KitActivate($item: ID!, $updates: [InventoryBulkToggleActivationInput!]!) { inventoryBulkToggleActivation(inventoryItemId: $item, inventoryItemUpdates: $updates) { userErrors { code field message } } }
        """;

    private const string Products = """
        query KitProducts { products(first: 50) { nodes { id title variants(first: 10) { nodes { sku price } } } } }
        """;

    private readonly Dictionary<int, string> items = [];
    private string? location;
    private string? lists;
    private string? token;
    private int keys;

    public override string Refusal(int status, string words) => $$"""{"errors":"{{words}}"}""";

    public override bool IsTokenCall(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/admin/oauth/access_token";

    public override void ExpireTokens()
    {
        token = null;
        Sandbox.Shopify.ExpireTokens();
    }

    public async ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken) => type.Name switch
    {
        "location" => Sandbox.Shopify.AddLocation($"Shop {number}"),
        "customer" => Customer(number),
        "product" => (await ProductAsync(number, $"Shirt {number} of {++keys}", cancellationToken)).Product,
        "order" => await OrderAsync(number, cancellationToken),
        "return" => await ReturnAsync(number, cancellationToken),
        "payout" => await PayoutAsync(number, cancellationToken),
        _ => await CountAsync(number, cancellationToken),
    };

    public IReadOnlyList<string> VocabularyOf(EntityType type) => type.Name is "product" ? ["status"] : type.Name is "payout" ? ["status", "type", "sourceType"] : ["displayFinancialStatus", "displayFulfillmentStatus", "kind", "status"];

    public async ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        if (type == EntityType.Product)
        {
            return Shirt(number) with { Attributes = [new() { Name = "material", Value = AttributeValue.Of("Wool") }, new() { Name = "weight", Value = AttributeValue.Of(0.5m) }] };
        }

        if (type == EntityType.Shipment)
        {
            return await ShipmentAsync(number, cancellationToken);
        }

        await ItemAsync(number, cancellationToken);
        return type == EntityType.ListPrice ? Listed(number) : Stock(number, Location);
    }

    private const string List = "B2B";

    /// <summary>A price of the list of business customers.</summary>
    private ListPrice Listed(int number)
    {
        lists ??= Sandbox.Shopify.AddPriceList(List, "EUR");
        return new() { List = List, Sku = new(Sku(number)), Price = new() { Amount = new(7.5m + number, "EUR"), CompareAt = new Money(20m + number, "EUR") } };
    }

    private VendorEffect Look(ListPrice line)
    {
        var held = Sandbox.Shopify.ListPrices.Where(row => row.List == List && row.Sku == line.Sku.Value).ToList();
        var price = line.Price.Tidy();
        return new(held.Count, held.All(row => (row.Price, row.CompareAt) == (price.Amount.Amount, price.CompareAt?.Amount)) ? null : "another price");
    }

    public async ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class => envelope.Value switch
    {
        Product product => await LookAsync(product, cancellationToken),
        StockLevel level when Sandbox.Shopify.Levels.Where(row => row.Sku == level.Sku.Value).ToList() is { Count: > 0 } rows => rows[0].Available == level.Available.Value ? new(rows.Count) : rows[0].Available == 0 ? new(0) : new(rows.Count, $"{rows[0].Available} are there"),
        ListPrice line => Look(line),
        Shipment shipment => Look(shipment),
        _ => new(0),
    };

    public ValueTask<WebhookRequest> SendAsync(Connection connection, CancellationToken cancellationToken) => HeardAsync(connection, () => Customer(++keys), cancellationToken);

    public WebhookRequest Spoil(WebhookRequest genuine, WebhookSpoil how) => With(genuine, Signature, how is WebhookSpoil.NoSignature ? null : Convert.ToBase64String(new byte[32]));

    /// <summary>The ids of a delivery are not signed.</summary>
    public WebhookRequest Repeat(WebhookRequest genuine) => With(With(genuine, "X-Shopify-Webhook-Id", "another"), "X-Shopify-Event-Id", "another");

    private string Location => location ??= Sandbox.Shopify.AddLocation("Shop");

    private ExternalId Customer(int number)
    {
        if (Known.TryGetValue((EntityType.Customer, number), out var there))
        {
            Sandbox.Shopify.MoveCustomer(there.Value, $"Town {++keys}");
            return there;
        }

        return Known[(EntityType.Customer, number)] = Sandbox.Shopify.AddCustomer("Grace", $"Hopper {number}", $"grace{number}@shoppers.example", "+442079460000");
    }

    /// <summary>Sells three units; a change sends one of them.</summary>
    private async Task<ExternalId> OrderAsync(int number, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue((EntityType.Order, number), out var there))
        {
            Sandbox.Shopify.Fulfil(there.Value, [(Sandbox.Shopify.Orders.Single(order => order.Id == there.Value).Lines[0].Id, 1)], "Post", $"T{++keys}");
            return there;
        }

        await StockAsync(number, 50, cancellationToken);
        return Known[(EntityType.Order, number)] = Sandbox.Shopify.PlaceOrder(new(null, Location, [(Sku(number), 3, 0)], 4.95m, 0)).Id;
    }

    /// <summary>Two of the three units of an order left.</summary>
    private async Task<Shipment> ShipmentAsync(int number, CancellationToken cancellationToken)
    {
        var order = await OrderAsync(number, cancellationToken);
        Host.Link(EntityType.Order, ConformanceHost.Target, CanonicalIds.Of(ConformanceHost.Target, order), order);
        return new()
        {
            Id = $"S-{number}", Number = $"1022{number}", Order = new() { Reference = CanonicalIds.Of(ConformanceHost.Target, order).Value }, ShippedAt = DateTimeOffset.UnixEpoch, Carrier = "DPD", TrackingNumber = $"0123 {number}",
            Lines = [new() { Sku = new Sku(Sku(number)), Quantity = 2m }],
        };
    }

    /// <summary>Fulfilments of the shipment's order.</summary>
    private VendorEffect Look(Shipment shipment)
    {
        var sent = Sandbox.Shopify.Fulfillments.Where(row => CanonicalIds.Of(ConformanceHost.Target, row.Order).Value == shipment.Order.Reference).ToList();
        var units = shipment.Lines.Sum(line => line.Quantity.Value);
        return new(sent.Count, sent.All(row => row.Lines.Sum(line => line.Units) == units && row.Numbers.SequenceEqual(shipment.TrackingNumber is { } told ? [told] : [])) ? null : "units or tracking number");
    }

    private async Task<ExternalId> ReturnAsync(int number, CancellationToken cancellationToken)
    {
        var order = await OrderAsync(number, cancellationToken);
        return Sandbox.Shopify.Refund(order.Value, [(Sandbox.Shopify.Orders.Single(row => row.Id == order.Value).Lines[0].Id, 1)], restock: true).Id;
    }

    /// <summary>Makes a payout of an order's money; a change brings it to the bank.</summary>
    private async Task<ExternalId> PayoutAsync(int number, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue((EntityType.Payout, number), out var there))
        {
            Sandbox.Shopify.PayOut(there.Value);
            return there;
        }

        await OrderAsync(number, cancellationToken);
        return Known[(EntityType.Payout, number)] = Sandbox.Shopify.MakePayout()!.Id;
    }

    /// <summary>Puts one more there than was.</summary>
    private async Task<ExternalId> CountAsync(int number, CancellationToken cancellationToken)
    {
        await ItemAsync(number, cancellationToken);
        await StockAsync(number, (Sandbox.Shopify.Look(Sku(number), Location)?.Available ?? 0) + 1, cancellationToken);
        return StockLevel.IdOf(new(Sku(number)), Location);
    }

    private async Task StockAsync(int number, int quantity, CancellationToken cancellationToken)
    {
        var item = await ItemAsync(number, cancellationToken);
        var before = Sandbox.Shopify.Look(Sku(number), Location)?.Available;
        if (before is null)
        {
            await AskAsync(Activate, new() { ["item"] = item, ["updates"] = new JsonArray(new JsonObject { ["locationId"] = Location, ["activate"] = true }) }, cancellationToken);
        }

        var row = new JsonObject { ["inventoryItemId"] = item, ["locationId"] = Location, ["quantity"] = quantity, ["changeFromQuantity"] = before ?? 0 };
        await AskAsync(SetStock, new() { ["key"] = $"stock-{++keys}", ["input"] = new JsonObject { ["name"] = "available", ["reason"] = "correction", ["quantities"] = new JsonArray(row) } }, cancellationToken);
    }

    private async Task<string> ItemAsync(int number, CancellationToken cancellationToken) =>
        items.TryGetValue(number, out var there) ? there : items[number] = (await ProductAsync(number, $"Shirt {number}", cancellationToken)).Item;

    private async Task<(string Product, string Item)> ProductAsync(int number, string title, CancellationToken cancellationToken)
    {
        var variant = new JsonObject { ["sku"] = Sku(number), ["price"] = "9.95", ["inventoryItem"] = new JsonObject { ["tracked"] = true }, ["optionValues"] = new JsonArray(new JsonObject { ["optionName"] = "Title", ["name"] = "Default Title" }) };
        var option = new JsonObject { ["name"] = "Title", ["values"] = new JsonArray(new JsonObject { ["name"] = "Default Title" }) };
        var input = new JsonObject { ["handle"] = $"kit-{number}", ["title"] = title, ["status"] = "ACTIVE", ["productOptions"] = new JsonArray(option), ["variants"] = new JsonArray(variant) };
        var answer = await AskAsync(SetProduct, new() { ["identifier"] = new JsonObject { ["handle"] = $"kit-{number}" }, ["input"] = input }, cancellationToken);
        var product = answer["productSet"]!["product"]!;
        var item = (string)product["variants"]!["nodes"]![0]!["inventoryItem"]!["id"]!;
        Host.Link(EntityType.Variant, ConformanceHost.Target, new(Sku(number)), item);
        return ((string)product["id"]!, item);
    }

    /// <summary>Products that are the one: by a SKU, or by its title.</summary>
    private async Task<VendorEffect> LookAsync(Product product, CancellationToken cancellationToken)
    {
        var skus = product.Variants.Select(variant => variant.Sku.Value).ToHashSet();
        var held = (await AskAsync(Products, [], cancellationToken))["products"]!["nodes"]!.AsArray().Select(node => node!).Where(node => (string?)node["title"] == product.Title || VariantsOf(node).Any(variant => skus.Contains(variant.Sku))).ToList();
        var wanted = product.Variants.Select(variant => (variant.Sku.Value, variant.Price.Amount.Amount)).Order();
        var attributes = (product.Attributes ?? []).Where(attribute => attribute.Value.Type is not AttributeType.Cleared).Select(attribute => ($"custom.{attribute.Name}", attribute.Value.Text)).Order();
        var metafields = Sandbox.Shopify.Metafields.Where(row => row.Sku == product.Variants[0].Sku.Value).Select(row => (row.Place, row.Value)).Order();
        return new(held.Count, !held.All(node => (string?)node["title"] == product.Title && VariantsOf(node).Order().SequenceEqual(wanted)) ? "title, variants or prices" : held.Count > 0 && !metafields.SequenceEqual(attributes) ? "metafields" : null);
    }

    private static IEnumerable<(string Sku, decimal Price)> VariantsOf(JsonNode product) =>
        product["variants"]!["nodes"]!.AsArray().Select(node => ((string?)node!["sku"] ?? "", decimal.Parse((string)node["price"]!, System.Globalization.CultureInfo.InvariantCulture)));

    private async Task<JsonNode> AskAsync(string query, JsonObject variables, CancellationToken cancellationToken)
    {
        token ??= (string?)(await AskAsync(HttpMethod.Post, "admin/oauth/access_token", new JsonObject
        {
            ["client_id"] = shop.ClientId, ["client_secret"] = shop.ClientSecret, ["grant_type"] = "client_credentials",
        }, _ => { }, cancellationToken))["access_token"];
        var path = $"admin/api/{ShopifySettings.ApiVersion}/graphql.json";
        var answer = await AskAsync(HttpMethod.Post, path, new JsonObject { ["query"] = query, ["variables"] = variables }, headers => headers.TryAddWithoutValidation("X-Shopify-Access-Token", token), cancellationToken);
        Assert.True(answer["errors"] is null && !answer.ToJsonString().Contains("\"message\"", StringComparison.Ordinal), $"{HttpStatusCode.OK}: {answer.ToJsonString()}");
        return answer["data"]!;
    }
}
