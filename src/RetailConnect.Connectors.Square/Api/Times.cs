using System.Globalization;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>RFC 3339 times.</summary>
internal static class Times
{
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Version of an entity that has a time of change and sometimes a number.</summary>
    public static string Version(string? updatedAt, long? version) => version is { } number ? string.Create(CultureInfo.InvariantCulture, $"{updatedAt}/{number}") : updatedAt ?? "";
}
