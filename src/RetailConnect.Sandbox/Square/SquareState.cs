using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>The seller's data. Whoever touches it holds the simulator's lock.</summary>
internal sealed class SquareState
{
    private long next = 100;

    public Dictionary<string, JsonObject> Locations { get; } = [];

    /// <summary>Catalogue objects by id: items, and their variations.</summary>
    public Dictionary<string, CatalogRow> Catalog { get; } = [];

    private readonly Dictionary<string, List<CatalogRow>> variations = [];

    /// <summary>Variations of an item, in the order in which they were made.</summary>
    public IReadOnlyList<CatalogRow> VariationsOf(string item) => variations.TryGetValue(item, out var rows) ? rows : [];

    public void Add(CatalogRow row)
    {
        Catalog[row.Id] = row;
        if (row.Item is { } item)
        {
            (variations.TryGetValue(item, out var rows) ? rows : variations[item] = []).Add(row);
        }
    }

    public void Remove(CatalogRow row)
    {
        Catalog.Remove(row.Id);
        if (row.Item is { } item && variations.TryGetValue(item, out var rows))
        {
            rows.Remove(row);
        }
    }

    /// <summary>Definitions of custom attributes by key.</summary>
    public Dictionary<string, (string Id, string Type)> AttributeDefinitions { get; } = [];

    public Dictionary<(string Variation, string Location), CountRow> Counts { get; } = [];

    public Dictionary<string, OrderRow> Orders { get; } = [];

    public Dictionary<string, CustomerRow> Customers { get; } = [];

    public Dictionary<string, JsonObject> Payments { get; } = [];

    public Dictionary<string, JsonObject> Refunds { get; } = [];

    public Dictionary<string, JsonObject> Subscriptions { get; } = [];

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public string NewId(string prefix) => $"{prefix}{++next:D12}";

    public static JsonObject Money(decimal amount, string currency) => new() { ["amount"] = (long)decimal.Round(amount * 100), ["currency"] = currency };
}

internal sealed class CatalogRow
{
    public const string ItemType = "ITEM";
    public const string ImageType = "IMAGE";

    public required string Id { get; init; }

    public required string Type { get; init; }

    public required JsonObject Body { get; set; }

    public long Version { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it was made, as far as a search goes.</summary>
    public DateTimeOffset MadeAt { get; init; }

    public string? Item { get; init; }

    public string? Sku => (string?)Body["item_variation_data"]?["sku"];

    public string? ImageName => (string?)Body["image_data"]?["name"];

    /// <summary>The file of a picture; empty for everything else.</summary>
    public ReadOnlyMemory<byte> File { get; init; }

    public decimal Price => ((long?)Body["item_variation_data"]?["price_money"]?["amount"] ?? 0) / 100m;

    public bool Tracked => (bool?)Body["item_variation_data"]?["track_inventory"] ?? false;
}

/// <summary>Stock of one variation at one location: the last physical count, and what was moved since.</summary>
internal sealed class CountRow
{
    private readonly List<(DateTimeOffset At, decimal Delta)> moves = [];
    private DateTimeOffset countedAt = DateTimeOffset.MinValue;
    private decimal counted;

    public DateTimeOffset CalculatedAt { get; private set; }

    /// <summary>Changes are applied by the time they happened: what moved after the count comes on top of it.</summary>
    public decimal Quantity => counted + moves.Where(move => move.At > countedAt).Sum(move => move.Delta);

    public void Count(decimal quantity, DateTimeOffset at, DateTimeOffset now)
    {
        if (at >= countedAt)
        {
            (counted, countedAt) = (quantity, at);
        }

        CalculatedAt = now;
    }

    public void Move(decimal delta, DateTimeOffset at, DateTimeOffset now)
    {
        moves.Add((at, delta));
        CalculatedAt = now;
    }
}

internal sealed class OrderRow
{
    public required JsonObject Body { get; init; }

    public required string Location { get; init; }

    public required string? Customer { get; init; }

    public required decimal Total { get; init; }

    public required List<SaleLineRow> Lines { get; init; }

    public bool IsReturn { get; init; }

    public string? Source { get; init; }

    public string? Reference { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class SaleLineRow
{
    public required string Uid { get; init; }

    public required string Sku { get; init; }

    public required decimal Units { get; init; }

    public required decimal UnitPrice { get; init; }

    public required decimal Total { get; init; }

    public decimal Returned { get; set; }
}

internal sealed class CustomerRow
{
    public required JsonObject Body { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version => (long)Body["version"]!;

    public string Email => Text("email_address");

    public string Text(string field) => (string?)Body[field] ?? "";
}
