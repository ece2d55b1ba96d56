using System.Globalization;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>The query of a request: only names that the operation has, each once unless it is a list.</summary>
internal sealed class TalonQuery
{
    private static readonly string[] Lists = ["customerSessionIDs", "transactionUUIDs"];
    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
    private readonly ILookup<string, string> values;

    public TalonQuery(string query, params string[] known)
    {
        values = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToLookup(pair => Decode(pair[0]), pair => pair.Length == 2 ? Decode(pair[1]) : "");
        foreach (var given in values)
        {
            if (!known.Contains(given.Key))
            {
                throw Wrong(given.Key, "is not known");
            }

            if (given.Count() > 1 && !Lists.Contains(given.Key))
            {
                throw Wrong(given.Key, "may be given only once");
            }
        }
    }

    public string? Text(string name) => values[name].FirstOrDefault();

    public IReadOnlyList<string> All(string name) => [.. values[name]];

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Wrong(name, "must be true or false"),
    };

    public long Whole(string name, long otherwise, long least, long most) => Text(name) switch
    {
        null => otherwise,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => throw Wrong(name, $"must be a whole number between {least} and {most}"),
    };

    /// <summary>A time with its zone, or a date, which begins at midnight UTC.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var zoned = text.Length == 10 || text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return zoned && DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : throw Wrong(name, "must be an RFC 3339 timestamp");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static TalonError Wrong(string name, string text) => TalonError.Bad($"The query parameter {name} {text}.");
}
