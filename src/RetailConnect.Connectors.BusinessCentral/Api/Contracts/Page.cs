using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>One page of an OData collection.</summary>
internal sealed record Page<T>
{
    public required IReadOnlyList<T> Value { get; init; }

    [JsonPropertyName("@odata.count")] public long? Count { get; init; }

    [JsonPropertyName("@odata.nextLink")] public string? NextLink { get; init; }
}
