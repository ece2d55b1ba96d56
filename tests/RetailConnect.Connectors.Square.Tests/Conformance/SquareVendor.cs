using System.Globalization;
using System.Text.Json.Nodes;
using RetailConnect.Sandbox.Square;
using RetailConnect.Testing;

namespace RetailConnect.Connectors.Square.Tests.Conformance;

/// <summary>The simulated seller.</summary>
internal sealed class SquareVendor(ConformanceHost host, SquareSettings seller) : SandboxVendor("square", host), IReadableVendor, IWritableVendor, IWebhookVendor
{
    private const string Signature = "x-square-hmacsha256-signature";
    private readonly Dictionary<string, string> variations = [];
    private string? location;
    private string? token;
    private int keys;

    public override string Refusal(int status, string words) => $$"""{"errors":[{"category":"API_ERROR","code":"KIT","detail":"{{words}}"}]}""";

    public override bool IsTokenCall(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/oauth2/token";

    public override void ExpireTokens()
    {
        token = null;
        Sandbox.Square.ExpireTokens();
    }

    public async ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken) => type.Name switch
    {
        "location" => Sandbox.Square.AddLocation($"Shop {number}"),
        "customer" => Person(number),
        "order" => await SellAsync(number, cancellationToken),
        "return" => Sandbox.Square.TakeBack(new(Location, await SellAsync(number, cancellationToken), null, [(Sku(number), 1, 9.95m)])).Id,
        "payout" => await PayoutAsync(number, cancellationToken),
        _ => await CountAsync(number, cancellationToken),
    };

    public IReadOnlyList<string> VocabularyOf(EntityType type) => type.Name switch
    {
        "location" => ["status"],
        "order" => ["state", "type", "item_type"],
        "return" => ["state", "item_type", "status"],
        "payout" => ["status", "type"],
        _ => ["creation_source"],
    };

    public async ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        if (type == EntityType.Product)
        {
            Sandbox.Square.DefineAttribute("fabric", "STRING");
            return Shirt(number) with { Attributes = [new() { Name = "material", Value = AttributeValue.Of("Wool") }] };
        }

        if (type == EntityType.Customer)
        {
            return new Customer
            {
                Id = $"C{number}", FirstName = "Grace", LastName = $"Hopper {number}", Email = $"grace{number}@shoppers.example", Phone = $"+44207946{number:D4}", Address = new() { Line1 = "1 High Street", City = "London", CountryCode = "GB" },
            };
        }

        await ItemAsync(number, cancellationToken);
        return Stock(number, Location);
    }

    public async ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class => envelope.Value switch
    {
        Product product => await LookAsync(product, cancellationToken),
        Customer customer => Look(customer),
        StockLevel level when Sandbox.Square.Counts.Where(row => row.Sku == level.Sku.Value && row.Quantity != 0).ToList() is { Count: > 0 } rows =>
            new(rows.Count, rows[0].Quantity == level.Available.Value ? null : $"{rows[0].Quantity} are counted"),
        StockLevel { Available.Value: 0 } level when variations.ContainsKey(level.Sku.Value) => new(1),
        _ => new(0),
    };

    public ValueTask<WebhookRequest> SendAsync(Connection connection, CancellationToken cancellationToken) =>
        HeardAsync(connection, () => Sandbox.Square.AddCustomer("Ada", "Lovelace", $"ada{++keys}@shoppers.example", "+442079460001"), cancellationToken);

    public WebhookRequest Spoil(WebhookRequest genuine, WebhookSpoil how) => With(genuine, Signature, how is WebhookSpoil.NoSignature ? null : Convert.ToBase64String(new byte[32]));

    private string Location => location ??= Sandbox.Square.AddLocation("Shop");

    private async Task<string> SellAsync(int number, CancellationToken cancellationToken)
    {
        await CountAsync(number, cancellationToken);
        return Sandbox.Square.Sell(new(Location, null, [(Sku(number), 1, 0)], 0, Cash: true)).Id;
    }

    /// <summary>Registers somebody; a change is another phone number.</summary>
    private ExternalId Person(int number)
    {
        if (Known.TryGetValue((EntityType.Customer, number), out var there))
        {
            Sandbox.Square.CorrectPhone(there.Value, $"+4420794{++keys:D5}");
            return there;
        }

        return Known[(EntityType.Customer, number)] = Sandbox.Square.AddCustomer("Grace", $"Hopper {number}", $"grace{number}@shoppers.example", "+442079460000");
    }

    /// <summary>Makes a payout of what a card paid; a change brings it to the bank.</summary>
    private async Task<ExternalId> PayoutAsync(int number, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue((EntityType.Payout, number), out var there))
        {
            Sandbox.Square.PayOut(there.Value);
            return there;
        }

        await CountAsync(number, cancellationToken);
        Sandbox.Square.Sell(new(Location, null, [(Sku(number), 1, 0)], 0, Cash: false));
        return Known[(EntityType.Payout, number)] = Sandbox.Square.MakePayout(Location)!.Id;
    }

    /// <summary>Counts one more than there was.</summary>
    private async Task<ExternalId> CountAsync(int number, CancellationToken cancellationToken)
    {
        var variation = await ItemAsync(number, cancellationToken);
        var quantity = (Sandbox.Square.Look(Sku(number), Location)?.Quantity ?? 0) + 1;
        await CallAsync("v2/inventory/changes/batch-create", new JsonObject
        {
            ["idempotency_key"] = $"count-{++keys}",
            ["changes"] = new JsonArray(new JsonObject
            {
                ["type"] = "PHYSICAL_COUNT",
                ["physical_count"] = new JsonObject
                {
                    ["catalog_object_id"] = variation, ["state"] = "IN_STOCK", ["location_id"] = Location, ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture),
                    ["occurred_at"] = Host.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
                },
            }),
        }, cancellationToken);
        return StockLevel.IdOf(new(Sku(number)), Location);
    }

    /// <summary>Puts an item into the catalogue whose variation is linked to its SKU.</summary>
    private async Task<string> ItemAsync(int number, CancellationToken cancellationToken)
    {
        if (variations.TryGetValue(Sku(number), out var there))
        {
            return there;
        }

        await Task.Delay(seller.CatalogBusy, Host.Time, cancellationToken);
        var variation = new JsonObject
        {
            ["type"] = "ITEM_VARIATION", ["id"] = "#variation",
            ["item_variation_data"] = new JsonObject
            {
                ["name"] = "Regular", ["sku"] = Sku(number), ["pricing_type"] = "FIXED_PRICING", ["price_money"] = new JsonObject { ["amount"] = 995, ["currency"] = seller.Currency }, ["track_inventory"] = true,
            },
        };
        var item = new JsonObject { ["type"] = "ITEM", ["id"] = "#item", ["item_data"] = new JsonObject { ["name"] = $"Shirt {number}", ["variations"] = new JsonArray(variation) } };
        var answer = await CallAsync("v2/catalog/batch-upsert", new JsonObject { ["idempotency_key"] = $"item-{++keys}", ["batches"] = new JsonArray(new JsonObject { ["objects"] = new JsonArray(item) }) }, cancellationToken);
        var id = (string)answer["id_mappings"]!.AsArray().Single(mapping => (string?)mapping!["client_object_id"] == "#variation")!["object_id"]!;
        Host.Link(EntityType.Variant, ConformanceHost.Target, new(Sku(number)), id);
        return variations[Sku(number)] = id;
    }

    /// <summary>Profiles that are the person: by any part of what is known.</summary>
    private VendorEffect Look(Customer customer)
    {
        var name = $"{customer.FirstName?.Trim()} {customer.LastName?.Trim()}".Trim();
        var held = Sandbox.Square.Profiles.Where(profile => profile.Email == customer.Email || profile.Name == name).ToList();
        return new(held.Count, held.All(profile => (profile.Name, profile.Email, profile.Phone, profile.City) == (name, customer.Email ?? "", customer.Phone ?? "", customer.Address?.City ?? "")) ? null : "name, e-mail address, phone number or town");
    }

    /// <summary>Items that are the product: by a SKU, or by its title.</summary>
    private async Task<VendorEffect> LookAsync(Product product, CancellationToken cancellationToken)
    {
        var items = (await CallAsync("v2/catalog/search", new JsonObject { ["object_types"] = new JsonArray("ITEM") }, cancellationToken))["objects"]?.AsArray() ?? [];
        var skus = product.Variants.Select(variant => variant.Sku.Value).ToHashSet();
        var held = items.Select(item => item!["item_data"]!).Where(item => (string?)item["name"] == product.Title || VariationsOf(item).Any(variation => skus.Contains((string?)variation["sku"] ?? ""))).ToList();
        var whole = held.All(item => (string?)item["name"] == product.Title && VariationsOf(item).Count() == product.Variants.Count
            && product.Variants.All(variant => VariationsOf(item).Any(variation => (string?)variation["sku"] == variant.Sku.Value && (long?)variation["price_money"]?["amount"] == variant.Price.Amount.ToMinor())));
        return new(held.Count, whole ? null : "title, variations or prices");
    }

    private static IEnumerable<JsonNode> VariationsOf(JsonNode item) => (item["variations"]?.AsArray() ?? []).Select(variation => variation!["item_variation_data"]!);

    private async Task<JsonNode> CallAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        token ??= (string?)(await AskAsync(HttpMethod.Post, "oauth2/token", new JsonObject
        {
            ["client_id"] = seller.ClientId, ["client_secret"] = seller.ClientSecret, ["grant_type"] = "refresh_token", ["refresh_token"] = seller.RefreshToken,
        }, _ => { }, cancellationToken))["access_token"];
        return await AskAsync(HttpMethod.Post, path, body, headers => headers.Authorization = new("Bearer", token), cancellationToken);
    }
}
