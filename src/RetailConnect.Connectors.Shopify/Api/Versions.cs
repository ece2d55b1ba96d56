using System.Globalization;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Versions of entities: the time of their last change.</summary>
internal static class Versions
{
    public static string Of(DateTimeOffset updatedAt) => updatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
