using System.Collections.Concurrent;
using System.Text.Json;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Base units of measure of items: what stock and prices are kept in, and what channels count.</summary>
/// <remarks>
/// The API tells units of items, and not how many base units one of them is, so nothing is ever converted. An answer is kept for an hour: an item that has entries keeps its base unit. Thread-safe.
/// </remarks>
internal sealed class UnitBook
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private const string Property = "baseUnitOfMeasureCode";
    private readonly ConcurrentDictionary<string, (string? Unit, DateTimeOffset ReadAt)> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly JointLookUp<Item> items;
    private readonly TimeProvider time;

    public UnitBook(IBusinessCentralApi api, Addresses addresses, Paging paging, TimeProvider time)
    {
        this.time = time;
        items = new(keys => paging.AllAsync<Item>(addresses.List("items", Filter.AnyOf("number", keys), $"number,{Property}"), api.Items, CancellationToken.None), item => item.Number);
    }

    /// <summary>The base unit of an item as it was read; null when it has none, or was not asked for it.</summary>
    public static string? Of(Item item) => item.Rest is { } rest && rest.TryGetValue(Property, out var code) && code.ValueKind is JsonValueKind.String ? Known(code.GetString()) : null;

    /// <summary>True when a line counts in another unit than an item's base unit; unknown units are taken to be the same.</summary>
    public static bool Differ(string? unit, string? baseUnit) => Known(unit) is { } one && Known(baseUnit) is { } other && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The base unit of an item; null when it has none.</summary>
    public async ValueTask<string?> OfAsync(string number, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(number, out var entry) || entry.ReadAt + Kept < time.GetUtcNow())
        {
            var found = await items.FindAsync(number, cancellationToken);
            known[number] = entry = (found.Select(Of).FirstOrDefault(unit => unit is not null), time.GetUtcNow());
        }

        return entry.Unit;
    }

    private static string? Known(string? code) => string.IsNullOrWhiteSpace(code) ? null : code.Trim();
}
