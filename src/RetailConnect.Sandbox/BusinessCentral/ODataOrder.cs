using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Compiles $orderby, and finds the place behind a page's last row: a row's values and its number, whatever came or went since.</summary>
internal sealed class ODataOrder
{
    private readonly List<(string Field, BcKind Kind, int Sign)> keys = [];

    private ODataOrder(string? text, BcSet set)
    {
        foreach (var part in text?.Split(',') ?? [])
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is not ([_] or [_, "asc" or "desc"]))
            {
                throw ODataError.Bad("Syntax error in the $orderby expression.");
            }

            keys.Add((words[0], set.KindOf(words[0]), words is [_, "desc"] ? -1 : 1));
        }
    }

    public static ODataOrder Compile(string? text, BcSet set) => new(text, set);

    /// <summary>Sorts the rows, and leaves out those up to a place.</summary>
    public List<BcRow> Sort(IEnumerable<BcRow> rows, string? token)
    {
        var places = rows.Select(row => (Row: row, Place: PlaceOf(row)));
        if (token is not null)
        {
            var last = Read(token);
            places = places.Where(entry => Compare(entry.Place, last) > 0);
        }

        return [.. places.OrderBy(entry => entry.Place, Comparer<Place>.Create(Compare)).Select(entry => entry.Row)];
    }

    public string TokenOf(BcRow row)
    {
        var place = PlaceOf(row);
        string[] parts = [place.Sequence.ToString(CultureInfo.InvariantCulture), .. place.Values.Select(BcValue.Write)];
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    private Place Read(string token)
    {
        var buffer = new byte[token.Length];
        if (Convert.TryFromBase64String(token, buffer, out var length) && Parts(buffer.AsSpan(0, length)) is [{ } first, .. var rest] && rest.Length == keys.Count
            && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            var values = rest.Select((text, index) => text is null ? null : BcValue.Parse(keys[index].Kind, text)).OfType<object>().ToArray();
            if (values.Length == keys.Count)
            {
                return new(values, sequence);
            }
        }

        throw ODataError.Bad("The $skiptoken is invalid.");
    }

    private static string?[]? Parts(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Place PlaceOf(BcRow row) => new([.. keys.Select(key => BcValue.Of(row.Body[key.Field], key.Kind))], row.Sequence);

    private int Compare(Place first, Place second)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            if (BcValue.Compare(first.Values[index], second.Values[index]) is var sign and not 0)
            {
                return sign * keys[index].Sign;
            }
        }

        return first.Sequence.CompareTo(second.Sequence);
    }

    private sealed record Place(object[] Values, long Sequence);
}
