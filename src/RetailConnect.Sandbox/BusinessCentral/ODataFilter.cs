using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Compiles $filter: comparisons of a field with a literal, joined by and, or and parentheses.</summary>
internal sealed partial class ODataFilter
{
    private readonly List<string> tokens;
    private readonly BcSet set;
    private int at;

    private ODataFilter(string text, BcSet set)
    {
        tokens = [.. Token().Matches(text).Select(match => match.Value)];
        this.set = set;
    }

    public static Func<BcRow, bool> Compile(string? text, BcSet set)
    {
        if (text is null)
        {
            return _ => true;
        }

        var filter = new ODataFilter(text, set);
        var test = filter.Or();
        return filter.at == filter.tokens.Count ? test : throw filter.Wrong();
    }

    private Func<BcRow, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (first, second) = (left, And());
            left = row => first(row) || second(row);
        }

        return left;
    }

    private Func<BcRow, bool> And()
    {
        var left = Term();
        while (Take("and"))
        {
            var (first, second) = (left, Term());
            left = row => first(row) && second(row);
        }

        return left;
    }

    private Func<BcRow, bool> Term()
    {
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : throw Wrong();
        }

        var field = Next();
        if (!set.Fields.Contains(field))
        {
            throw ODataError.Bad($"Could not find a property named '{field}' on type 'Microsoft.NAV.{set.Name}'.");
        }

        var (operation, literal) = (Next(), Next());
        return row => Holds(operation, Compare(row.Body[field], literal));
    }

    private bool Holds(string operation, int sign) => operation switch
    {
        "eq" => sign == 0,
        "ne" => sign != 0,
        "gt" => sign > 0,
        "ge" => sign >= 0,
        "lt" => sign < 0,
        "le" => sign <= 0,
        _ => throw Wrong(),
    };

    private int Compare(JsonNode? value, string literal)
    {
        if (literal is ['\'', .., '\''])
        {
            return string.Compare((string?)value ?? "", literal[1..^1].Replace("''", "'", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        }

        if (literal is "true" or "false")
        {
            return ((bool?)value ?? false).CompareTo(literal is "true");
        }

        if (Guid.TryParse(literal, out var id))
        {
            return Guid.TryParse((string?)value, out var found) ? found.CompareTo(id) : -1;
        }

        if (literal.Contains('-', StringComparison.Ordinal) && DateTimeOffset.TryParse(literal, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when) ? when.CompareTo(time) : -1;
        }

        if (decimal.TryParse(literal, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && value?.GetValueKind() is JsonValueKind.Number or null)
        {
            return ((decimal?)value ?? 0).CompareTo(number);
        }

        throw Wrong();
    }

    private string Next() => at < tokens.Count ? tokens[at++] : throw Wrong();

    private bool Take(string token)
    {
        var found = at < tokens.Count && tokens[at] == token;
        at += found ? 1 : 0;
        return found;
    }

    private ODataError Wrong() => ODataError.Bad($"Syntax error at position {at} in the filter.");

    [GeneratedRegex(@"'(?:[^']|'')*'|[()]|[^\s()]+")]
    private static partial Regex Token();
}
