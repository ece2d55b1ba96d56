using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record CatalogList : Answer
{
    public IReadOnlyList<CatalogObject>? Objects { get; init; }

    public IReadOnlyList<IdMapping>? IdMappings { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record IdMapping(string? ClientObjectId, string? ObjectId);

internal sealed record CatalogUpsert(string IdempotencyKey, IReadOnlyList<CatalogBatch> Batches);

internal sealed record CatalogBatch(IReadOnlyList<CatalogObject> Objects);

/// <summary>An object of the catalogue; what the merchant added stays in <see cref="Rest"/> and is written back.</summary>
internal sealed record CatalogObject
{
    public const string Item = "ITEM";
    public const string Variation = "ITEM_VARIATION";
    public const string Image = "IMAGE";

    public required string Type { get; init; }

    public required string Id { get; init; }

    public long? Version { get; init; }

    public string? UpdatedAt { get; init; }

    public string? CreatedAt { get; init; }

    public bool? IsDeleted { get; init; }

    public bool? PresentAtAllLocations { get; init; }

    public Dictionary<string, CustomAttributeValue>? CustomAttributeValues { get; init; }

    [JsonPropertyName("item_data")] public ItemContent? ItemContent { get; init; }

    [JsonPropertyName("item_variation_data")] public VariationContent? VariationContent { get; init; }

    [JsonPropertyName("image_data")] public ImageContent? ImageContent { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
}

internal sealed record ItemContent
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? DescriptionHtml { get; init; }

    public string? DescriptionPlaintext { get; init; }

    public bool? IsArchived { get; init; }

    /// <summary>Pictures, the main one first.</summary>
    public IReadOnlyList<string>? ImageIds { get; init; }

    public IReadOnlyList<CatalogObject>? Variations { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
}

internal sealed record VariationContent
{
    public string? ItemId { get; init; }

    public string? Name { get; init; }

    public string? Sku { get; init; }

    public string? Upc { get; init; }

    public long? Ordinal { get; init; }

    public string? PricingType { get; init; }

    public SquareMoney? PriceMoney { get; init; }

    public bool? TrackInventory { get; init; }

    public IReadOnlyList<LocationOverride>? LocationOverrides { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
}

internal sealed record LocationOverride
{
    public bool? SoldOut { get; init; }

    public string? SoldOutValidUntil { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Value of one custom attribute; which of the values is set depends on the definition's type.</summary>
internal sealed record CustomAttributeValue
{
    private const string TypeName = "type";

    /// <summary>What only Square writes.</summary>
    private static readonly string[] ReadOnly = [TypeName, "key", "custom_attribute_definition_id"];

    public string? StringValue { get; init; }

    public string? NumberValue { get; init; }

    public bool? BooleanValue { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }

    /// <summary>Type of the definition, as Square tells it; null for a value that it never told.</summary>
    public string? DefinedType() => Rest is { } rest && rest.TryGetValue(TypeName, out var type) && type.ValueKind is JsonValueKind.String ? type.GetString() : null;

    /// <summary>The value as it may be sent back.</summary>
    public CustomAttributeValue Writable() => this with { Rest = Rest is { } rest ? new(rest.Where(entry => !ReadOnly.Contains(entry.Key))) : null };
}
