using System.Text;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Relay connections with opaque cursors.</summary>
internal static class Relay
{
    private const int Most = 250;

    /// <summary>Objects that one query leads through; what lies behind is for a bulk operation.</summary>
    private const int Deepest = 25_000;

    /// <summary>Makes a connection over rows in their order; a cursor is the key of a row, so that it survives inserts.</summary>
    public static Obj Connect<T>(IResolveFieldContext context, string type, IEnumerable<T> rows, Func<T, string> key, Func<T, Obj> node)
    {
        if (Cost.Of(context).IsBulk)
        {
            var whole = rows.Select(row => (Row: row, Key: key(row))).ToList();
            return Page(type, whole, node, hasNext: false, hasPrevious: false);
        }

        var first = context.GetArgument<int?>("first");
        var last = context.GetArgument<int?>("last");
        if (first is null == (last is null))
        {
            throw new ExecutionError($"you must provide one of first or last on {context.FieldDefinition.Name}") { Code = "argumentLiteralsIncompatible" };
        }

        var size = first ?? last ?? 0;
        if (size is < 0 or > Most)
        {
            throw new ExecutionError($"{(first is null ? "last" : "first")} must be between 0 and {Most}") { Code = "BAD_REQUEST" };
        }

        var all = rows.Select(row => (Row: row, Key: key(row))).ToList();
        if (context.GetArgument<bool?>("reverse") == true)
        {
            all.Reverse();
        }

        var from = Position(context, "after", all) is { } after ? after + 1 : 0;
        if (from + size > Deepest)
        {
            throw new ExecutionError($"Pagination leads through at most {Deepest} objects of {context.FieldDefinition.Name}.") { Code = "BAD_REQUEST" };
        }

        var to = Position(context, "before", all) ?? all.Count;
        var window = all.GetRange(from, Math.Max(0, to - from));
        var page = first is not null ? window.Take(size).ToList() : window.TakeLast(size).ToList();
        Cost.Of(context).Add(2 + page.Count);
        return Page(
            type, page, node, hasNext: first is not null ? page.Count < window.Count || to < all.Count : to < all.Count, hasPrevious: first is not null ? from > 0 : page.Count < window.Count);
    }

    private static Obj Page<T>(string type, List<(T Row, string Key)> page, Func<T, Obj> node, bool hasNext, bool hasPrevious)
    {
        var nodes = page.Select(item => node(item.Row)).ToList();
        return new Obj(
            type,
            ("nodes", nodes),
            ("edges", page.Select((item, index) => new Obj(type.Replace("Connection", "Edge", StringComparison.Ordinal), ("cursor", Encode(item.Key)), ("node", nodes[index]))).ToList()),
            ("pageInfo", new Obj(
                "PageInfo", ("hasNextPage", hasNext), ("hasPreviousPage", hasPrevious), ("startCursor", page.Count > 0 ? Encode(page[0].Key) : null), ("endCursor", page.Count > 0 ? Encode(page[^1].Key) : null))));
    }

    private static int? Position<T>(IResolveFieldContext context, string argument, List<(T Row, string Key)> all)
    {
        if (context.GetArgument<string?>(argument) is not { } cursor)
        {
            return null;
        }

        var key = Decode(cursor) ?? throw new ExecutionError($"Invalid cursor for current pagination sort.") { Code = "BAD_REQUEST" };
        var at = all.FindIndex(item => item.Key == key);

        // The row moved on (its sort value changed): go on behind where it was.
        return at >= 0 ? at : all.FindLastIndex(item => string.CompareOrdinal(item.Key, key) <= 0);
    }

    private static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"c1:{key}"));

    private static string? Decode(string cursor)
    {
        var buffer = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, buffer, out var length) && Encoding.UTF8.GetString(buffer, 0, length) is ['c', '1', ':', .. var key] ? key : null;
    }
}
