using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog.Images;

/// <summary>Nodes that were asked for by their ids; those that are gone are left out.</summary>
internal static class ImageNodes
{
    /// <exception cref="ConnectorException">A node has another shape than the version of the API promises.</exception>
    public static IReadOnlyList<T> Read<T>(IReadOnlyList<JsonElement> nodes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return [.. nodes.Where(node => node.ValueKind is JsonValueKind.Object && node.Text("id") is not null).Select(node => node.Deserialize(type)!)];
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(FaultKind.Rejected, $"Shopify's answer about pictures has another shape than {ShopifyOptions.ApiVersion} promises, at {exception.Path}.", exception) { Reason = Reasons.UnknownValue };
        }
    }
}
