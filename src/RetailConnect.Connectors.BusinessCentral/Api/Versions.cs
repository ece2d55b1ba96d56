using System.Globalization;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Versions of entities: the time of their last change.</summary>
internal static class Versions
{
    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The time of the last change; where Business Central gives none, the time of the read.</summary>
    public static string Of(string? lastModified, DateTimeOffset read) => Format(Time(lastModified) ?? read);

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
