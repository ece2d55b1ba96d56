using System.Text.RegularExpressions;

namespace RetailConnect.Contracts.BusinessCentral;

/// <summary>Judges a <c>$filter</c>: known fields, known functions, literals of the field's type.</summary>
internal sealed partial class FilterCheck(EntitySchemas schemas)
{
    private static readonly HashSet<string> Comparisons = ["eq", "ne", "gt", "ge", "lt", "le"];
    private static readonly HashSet<string> Words = ["and", "or", "not", "true", "false", "null", .. Comparisons];
    private static readonly HashSet<string> Functions = ["contains", "startswith", "endswith", "tolower", "toupper", "trim", "length", "substring", "indexof", "concat", "round", "floor", "ceiling"];

    /// <summary>Returns what is wrong with a filter on an entity.</summary>
    public IEnumerable<string> Check(string entity, string filter)
    {
        var tokens = Token().Matches(filter);
        if (tokens.Sum(token => token.Length) != filter.Length || filter.Trim().Length == 0)
        {
            yield return $"'{filter}' can't be read.";
            yield break;
        }

        var parts = tokens.Where(token => !token.Groups["space"].Success).ToArray();
        if (parts.Count(part => part.Value == "(") != parts.Count(part => part.Value == ")"))
        {
            yield return $"'{filter}' has parentheses that do not match.";
        }

        if (!FilterGrammar.Reads([.. parts.Select(part => part.Value)]))
        {
            yield return $"'{filter}' is no comparison, or none that are joined by 'and' or 'or'.";
        }

        for (var at = 0; at < parts.Length; at++)
        {
            if (parts[at].Groups["name"].Success && Name(entity, parts, at) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private string? Name(string entity, Match[] parts, int at)
    {
        var name = parts[at].Value;
        if (Words.Contains(name))
        {
            return null;
        }

        if (at + 1 < parts.Length && parts[at + 1].Value == "(")
        {
            return Functions.Contains(name) ? null : $"there is no function {name}.";
        }

        if (Resolve(entity, name) is not { } type)
        {
            return $"{entity} has no field {name}.";
        }

        if (at + 1 >= parts.Length || !parts[at + 1].Groups["name"].Success || !Comparisons.Contains(parts[at + 1].Value))
        {
            return null;
        }

        return at + 2 < parts.Length && Fits(type, parts[at + 2]) ? null : $"{name} is {type} and can't be compared with {(at + 2 < parts.Length ? parts[at + 2].Value : "nothing")}.";
    }

    private string? Resolve(string entity, string path)
    {
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            if (schemas.Navigation(entity, step) is not { } next)
            {
                return null;
            }

            entity = next;
        }

        return schemas.FieldType(entity, steps[^1]);
    }

    private static bool Fits(string type, Match literal) => literal.Value == "null" || type switch
    {
        "uuid" => literal.Groups["guid"].Success,
        "date" => literal.Groups["date"].Success,
        "date-time" => literal.Groups["time"].Success,
        "number" or "integer" or "int32" or "int64" => literal.Groups["number"].Success,
        "boolean" => literal.Value is "true" or "false",
        _ => literal.Groups["text"].Success,
    };

    [GeneratedRegex(
        @"\G(?:(?<space>\s+)|(?<text>'(?:[^']|'')*')|(?<guid>[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})|(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))|(?<date>\d{4}-\d\d-\d\d)(?!T)|(?<number>-?\d+(?:\.\d+)?)(?![\w-])|(?<name>[A-Za-z_][A-Za-z0-9_/]*)|(?<mark>[(),]))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
