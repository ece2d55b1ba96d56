using System.Globalization;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Writes OData filters.</summary>
internal static class Filter
{
    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Equal(string field, string value) => $"{field} eq {Text(value)}";

    public static string AnyOf(string field, IEnumerable<string> values) => string.Join(" or ", values.Select(value => Equal(field, value)));

    public static string AnyOf(string field, IEnumerable<Guid> values) => string.Join(" or ", values.Select(value => $"{field} eq {value}"));

    public static string? Since(DateTimeOffset? since) =>
        since is { } time ? string.Create(CultureInfo.InvariantCulture, $"lastModifiedDateTime gt {time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}") : null;
}
