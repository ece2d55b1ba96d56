using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Square.Api.Contracts;

/// <summary>A picture of the catalogue; its file is no part of it.</summary>
internal sealed record ImageContent
{
    /// <summary>Name that no buyer sees.</summary>
    public string? Name { get; init; }

    /// <summary>What the picture shows; buyers see it.</summary>
    public string? Caption { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
}

internal sealed record NewImage(string IdempotencyKey, NewImageObject Image);

internal sealed record NewImageObject(string Type, string Id, [property: JsonPropertyName("image_data")] ImageContent Content);

internal sealed record ImageAnswer : Answer
{
    public CatalogObject? Image { get; init; }
}
