using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace CustomConnector.Depot.Api.Contracts;

internal sealed record Item(string Id, long Version, DateTimeOffset ChangedAt, string Name, string Status, string Currency, IReadOnlyList<ItemVariant> Variants) : ITroubledEntry<Item>
{
    public string? Description { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    /// <summary>Stands for an item of another shape than the API promises: that one is a dead letter, and the page goes on.</summary>
    public static Item Troubled(JsonElement entry, string place) => new(entry.Text("id") ?? "", entry.Number("version") ?? 0, default, "", "", "", []) { Trouble = place };
}

internal sealed record ItemVariant(string Sku, decimal Price)
{
    public string? Label { get; init; }

    public string? Barcode { get; init; }
}
