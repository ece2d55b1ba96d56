using System.Text.Json;

namespace RetailConnect.Http;

/// <summary>Helps with lists that are read entry by entry.</summary>
public static class VendorEntries
{
    /// <summary>Returns the entries of a list in which each matters: a look-up that overlooks one finds too little.</summary>
    /// <exception cref="ConnectorException">An entry is of another shape than promised.</exception>
    public static IReadOnlyList<T> Sound<T>(this IReadOnlyList<T> entries)
        where T : class => entries.OfType<IVendorEntry>().FirstOrDefault(entry => entry.Trouble is not null) is { Trouble: { } place } ? throw Fault(place) : entries;

    /// <summary>The fault of an entry that could not be read, for <see cref="Change.Unreadable{T}"/>.</summary>
    /// <param name="place">Where it departs from its contract.</param>
    public static ConnectorException Fault(string place) => new(FaultKind.Rejected, $"The answer has another shape than its contract promises, at {place}.") { Reason = Reasons.UnknownValue };

    /// <summary>A text of an entry that could not be read; null when it has none of that name.</summary>
    public static string? Text(this JsonElement entry, string name) =>
        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>True when an entry that could not be read has something of a name, and not an empty list.</summary>
    public static bool Has(this JsonElement entry, string name) =>
        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.Array ? value.GetArrayLength() > 0 : value.ValueKind is not JsonValueKind.Null);

    /// <summary>A whole number of an entry that could not be read; null when it has none of that name.</summary>
    public static long? Number(this JsonElement entry, string name) =>
        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
