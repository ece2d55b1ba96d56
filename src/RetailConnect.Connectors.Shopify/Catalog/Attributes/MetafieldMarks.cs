using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>
/// What the app wrote into a product's metafields, remembered in a metafield of its own that is written in the same call: together or not at all. So what somebody changed since is known, after a crash too.
/// </summary>
internal static class MetafieldMarks
{
    /// <summary>Key of the app's own metafield; without a namespace Shopify takes the one that it reserves for the app.</summary>
    public const string Key = "attribute_marks";

    public const string Type = "json";
    private const int Letters = 16;

    /// <summary>Marks by namespace and key; a text that is none of ours marks nothing.</summary>
    public static Dictionary<string, string> Read(string? text)
    {
        try
        {
            return text is null ? [] : JsonSerializer.Deserialize(text, ShopifyJson.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static string Write(IReadOnlyDictionary<string, string> marks) =>
        JsonSerializer.Serialize(new(marks.OrderBy(mark => mark.Key, StringComparer.Ordinal)), ShopifyJson.Default.DictionaryStringString);

    /// <summary>The mark of a value, however Shopify writes it.</summary>
    public static string Of(string type, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{type}\n{MetafieldText.Read(type, text)?.Text ?? text}")))[..Letters];

    /// <summary>True when the metafield is as we left it.</summary>
    public static bool Knows(IReadOnlyDictionary<string, string> marks, WireMetafield there) => marks.TryGetValue(there.Place, out var mark) && mark == Of(there.Type, there.Value);
}
