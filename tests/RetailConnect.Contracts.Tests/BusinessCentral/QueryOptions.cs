namespace RetailConnect.Contracts.BusinessCentral;

/// <summary>Judges the OData options that name fields.</summary>
internal sealed class QueryOptions(EntitySchemas schemas)
{
    private readonly FilterCheck filters = new(schemas);

    /// <summary>True for an option that is judged here rather than by the contract's own parameter schema.</summary>
    public static bool Handles(string option) => option is "$filter" or "$select" or "$orderby" or "$expand" or "$skiptoken";

    /// <summary>Returns what is wrong with an option's value on an entity.</summary>
    public IEnumerable<string> Check(string entity, string option, string value) => option switch
    {
        "$filter" => filters.Check(entity, value),
        "$select" => Split(value, ',').Where(field => field != "*" && schemas.FieldType(entity, field) is null).Select(field => $"{entity} has no field {field}."),
        "$orderby" => Split(value, ',').SelectMany(part => Order(entity, part)),
        "$expand" => Split(value, ',').SelectMany(part => Expand(entity, part)),
        "$top" or "$skip" => int.TryParse(value, out var count) && count >= 0 ? [] : [$"{value} is no count."],
        "$count" => value is "true" or "false" ? [] : [$"{value} is neither true nor false."],
        "$skiptoken" => value.Length > 0 ? [] : ["the token is empty."],
        _ => [$"there is no option {option}."],
    };

    private IEnumerable<string> Order(string entity, string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || (words.Length == 2 && words[1] is not ("asc" or "desc")))
        {
            return [$"'{part}' can't be read."];
        }

        return schemas.FieldType(entity, words[0]) is null ? [$"{entity} has no field {words[0]}."] : [];
    }

    private IEnumerable<string> Expand(string entity, string part)
    {
        var open = part.IndexOf('(');
        var name = open < 0 ? part : part[..open];
        if (name == "*" && open < 0)
        {
            return [];
        }

        if (schemas.Navigation(entity, name) is not { } target)
        {
            return [$"{entity} has no navigation property {name}."];
        }

        if (open < 0)
        {
            return [];
        }

        if (!part.EndsWith(')'))
        {
            return [$"'{part}' can't be read."];
        }

        return Split(part[(open + 1)..^1], ';').SelectMany(option => option.Split('=', 2) is [var key, var inner] ? Check(target, key.Trim(), inner) : [$"'{option}' can't be read."]);
    }

    /// <summary>Splits at a mark that is neither in parentheses nor in quotes.</summary>
    private static IEnumerable<string> Split(string text, char mark)
    {
        var (depth, quoted, start) = (0, false, 0);
        for (var at = 0; at < text.Length; at++)
        {
            quoted ^= text[at] == '\'';
            depth += quoted ? 0 : text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[at] == mark && depth == 0 && !quoted)
            {
                yield return text[start..at].Trim();
                start = at + 1;
            }
        }

        yield return text[start..].Trim();
    }
}
