using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The search syntax, as far as connectors use it: terms on times, ids and a few texts, joined by AND or OR.</summary>
internal static partial class Search
{
    private const string Sku = "sku:";

    /// <summary>Makes a filter; an unknown field is refused rather than ignored, so that a wrong query is seen.</summary>
    /// <param name="query">The search.</param>
    /// <param name="text">A row's text of a field.</param>
    /// <param name="date">A row's time of a field.</param>
    /// <param name="texts">Fields that are texts.</param>
    public static Func<T, bool> Filter<T>(string? query, Func<T, string, string?> text, Func<T, string, DateTimeOffset?> date, params IReadOnlyList<string> texts)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return _ => true;
        }

        var alternatives = query.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Split(" OR ", StringSplitOptions.TrimEntries)
            .Select(all => all.Split([" AND "], StringSplitOptions.TrimEntries).SelectMany(Terms).ToList()).ToList();
        if (alternatives.All(all => all is [var only] && only.StartsWith(Sku, StringComparison.Ordinal)) && texts.Contains("sku"))
        {
            // Many SKUs in one search: a row is looked at once.
            var wanted = alternatives.Select(all => all[0][Sku.Length..].Trim('\'', '"')).ToHashSet(StringComparer.Ordinal);
            return row => text(row, "sku") is { } sku && wanted.Contains(sku);
        }

        var any = alternatives.Select(all => all.Select(term => Compile(term, text, date, texts)).ToList()).ToList();
        return row => any.Any(all => all.All(test => test(row)));
    }

    private static IEnumerable<string> Terms(string text) => Term().Matches(text).Select(match => match.Value);

    private static Func<T, bool> Compile<T>(string term, Func<T, string, string?> text, Func<T, string, DateTimeOffset?> date, IReadOnlyList<string> texts)
    {
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        var field = colon > 0 ? term[..colon] : "";
        var value = term[(colon + 1)..];
        switch (field)
        {
            case "updated_at" or "created_at" or "processed_at" or "issued_at":
                var comparison = new string([.. value.TakeWhile(character => character is '<' or '>' or '=')]);
                if (!DateTimeOffset.TryParse(value[comparison.Length..].Trim('\'', '"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var bound))
                {
                    throw new ExecutionError($"Invalid date in the search term '{term}'.") { Code = "BAD_REQUEST" };
                }

                return row => date(row, field) is { } at && comparison switch { ">=" => at >= bound, ">" => at > bound, "<" => at < bound, "<=" => at <= bound, _ => at == bound };
            case "id" when texts.Contains("id") && value.StartsWith(">=", StringComparison.Ordinal):
                if (!long.TryParse(value[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
                {
                    throw new ExecutionError($"Invalid id in the search term '{term}'.") { Code = "BAD_REQUEST" };
                }

                return row => long.TryParse(text(row, field), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id >= least;
            case var known when texts.Contains(known):
                var wanted = value.Trim('\'', '"');
                return row => text(row, field) == wanted;
            default:
                throw new ExecutionError($"The simulator does not know the search field '{field}'.") { Code = "BAD_REQUEST" };
        }
    }

    [GeneratedRegex("""[a-z_]+:(?:[<>=]*)(?:'[^']*'|"[^"]*"|\S+)|\S+""")]
    private static partial Regex Term();
}
