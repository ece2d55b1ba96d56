using System.Globalization;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Tells the day of a moment as the books count days.</summary>
internal static class BookDate
{
    public static string Of(DateTimeOffset moment, BusinessCentralOptions options) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
