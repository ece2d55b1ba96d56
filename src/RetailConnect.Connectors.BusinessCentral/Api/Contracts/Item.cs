using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record Item : ITroubledEntry<Item>
{
    public Guid Id { get; init; }

    public string? Number { get; init; }

    public string? DisplayName { get; init; }

    public string? Type { get; init; }

    public string? ItemCategoryCode { get; init; }

    public bool? Blocked { get; init; }

    public string? Gtin { get; init; }

    public decimal? Inventory { get; init; }

    public decimal? UnitPrice { get; init; }

    public bool? PriceIncludesTax { get; init; }

    public decimal? UnitCost { get; init; }

    public string? LastModifiedDateTime { get; init; }

    public IReadOnlyList<ItemVariant>? ItemVariants { get; init; }

    [JsonPropertyName("itemVariants@odata.nextLink")] public string? MoreVariants { get; init; }

    public ItemPicture? Picture { get; init; }

    /// <summary>What a page of the partner's shows beside the standard properties, and standard ones that nothing here needs.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }

    [JsonIgnore] public string? Trouble { get; init; }

    public static Item Troubled(JsonElement entry, string place) => new() { Id = Guid.TryParse(entry.Text("id"), out var id) ? id : Guid.Empty, Number = entry.Text("number"), LastModifiedDateTime = entry.Text("lastModifiedDateTime"), Trouble = place };
}
