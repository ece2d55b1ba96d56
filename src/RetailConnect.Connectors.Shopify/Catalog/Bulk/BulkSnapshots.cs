using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>Reads all of something by a bulk query: one call starts it, and the pages are parts of its result.</summary>
/// <remarks>Keeps no state: the cursor names the operation and the bytes that were read. Shopify keeps a result for seven days.</remarks>
internal sealed class BulkSnapshots(ShopifyAdmin admin, BulkOperations operations, VendorFiles files, CostBudget budget, ShopifyOptions options)
{
    private const string Prefix = "bulk:";

    /// <summary>True for a cursor into the result of a bulk query.</summary>
    public static bool IsOne(Cursor? after) => after?.Value.StartsWith(Prefix, StringComparison.Ordinal) is true;

    /// <summary>Starts a bulk query where reading by pages would take longer; returns where its result begins, null where pages are faster.</summary>
    /// <param name="query">What is read.</param>
    /// <param name="points">Points of reading a number of variants, at a number of locations, by pages.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Cursor?> StartIfFasterAsync(GraphDocument query, Func<(double Variants, double Locations), double> points, CancellationToken cancellationToken)
    {
        var size = await admin.SendAsync(ShownDocuments.Size, new NoVariables(), 1, ShopifyJson.Default.NoVariables, ShopifyJson.Default.ShownSize, cancellationToken);
        return BulkChoice.IsFaster(points((size.Variants?.Count ?? 0, size.Locations?.Count ?? 0)), budget.RestoreRate, options.BulkOverhead)
            ? Join(await operations.StartQueryAsync(query, cancellationToken), 0)
            : null;
    }

    /// <summary>Waits for the end of the query and returns a page of its result.</summary>
    /// <param name="request">The engine's request, whose cursor is one of a bulk query.</param>
    /// <param name="mark">Field that the wanted lines have; others are those of the entities around them.</param>
    /// <param name="read">How a line is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<(IReadOnlyList<T> Page, Cursor? Next)> PageAsync<T>(SnapshotRequest request, string mark, JsonTypeInfo<T> read, CancellationToken cancellationToken)
        where T : class
    {
        var (id, from) = Split(request.After!.Value);
        var end = await operations.EndOfAsync(id, cancellationToken);
        if (end.Status is not "COMPLETED")
        {
            throw BulkFaults.OfQuery(end);
        }

        if (end.Url is not { } address)
        {
            return ([], null);
        }

        var found = new List<T>();
        var (reached, more) = (from, false);
        await files.ReadAsync(address, from, ReadAsync, cancellationToken);
        return (found, more ? Join(id, reached) : null);

        async Task ReadAsync(Stream stream, CancellationToken token)
        {
            found.Clear();
            await foreach (var (text, behind) in BulkLines.TextsAsync(stream, token))
            {
                if (found.Count >= Math.Max(1, request.PageSize))
                {
                    more = true;
                    return;
                }

                reached = from + behind;
                var json = new Utf8JsonReader(text);
                var line = Parsed(ref json);
                if (line.TryGetProperty(mark, out _))
                {
                    found.Add(Entity(line, read));
                }
            }
        }
    }

    private static JsonElement Parsed(ref Utf8JsonReader json)
    {
        try
        {
            return JsonElement.ParseValue(ref json);
        }
        catch (JsonException cut)
        {
            throw new ConnectorException(FaultKind.Transient, "A line of the bulk operation's result is cut short.", cut) { MayHaveTakenEffect = false };
        }
    }

    private static T Entity<T>(JsonElement line, JsonTypeInfo<T> read)
        where T : class
    {
        try
        {
            return line.Deserialize(read)!;
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(FaultKind.Rejected, $"Shopify's answer has another shape than {ShopifyOptions.ApiVersion} promises, at {exception.Path}.") { Reason = Reasons.UnknownValue };
        }
    }

    private static Cursor Join(string id, long read) => new(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{read}:{id}"));

    private static (string Id, long Read) Split(string cursor) =>
        cursor.Split(':', 3) is [_, var read, var id] && long.TryParse(read, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? (id, bytes)
        : throw new ConnectorException(FaultKind.Rejected, "The cursor is not one of this snapshot.") { Reason = "cursor-invalid" };
}
