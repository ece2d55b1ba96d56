using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace RetailConnect.Sync.Customers;

/// <summary>Brings what people type to one form: small letters and digits, without accents and punctuation, words apart by one blank.</summary>
/// <remarks>Accents are taken off by a table of our own, because what the platform does depends on the host's culture data, and hosts that share a store have to come to the same.</remarks>
internal static class PlainText
{
    private static readonly FrozenDictionary<char, string> Spelled = new (string Letters, string Plain)[]
    {
        ("àáâãäåāăąǎ", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįıİ", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŉ", "n"), ("òóôõöøōŏőơ", "o"), ("ŕŗř", "r"),
        ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûüũūŭůűųư", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"), ("ßẞ", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"),
    }.SelectMany(row => row.Letters.Select(letter => KeyValuePair.Create(letter, row.Plain))).ToFrozenDictionary();

    /// <summary>Returns the form; empty when nothing is left.</summary>
    public static string Of(string? text)
    {
        var plain = new StringBuilder();
        foreach (var character in text ?? "")
        {
            if (char.IsLetterOrDigit(character))
            {
                var small = char.ToLowerInvariant(character);
                _ = Spelled.TryGetValue(small, out var spelled) ? plain.Append(spelled) : plain.Append(small);
            }
            else if (IsGap(character) && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>The form in one word.</summary>
    public static string Word(string? text) => Of(text).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>An accent that stands by itself and an apostrophe are no gap between words: O'Brien is OBrien.</summary>
    private static bool IsGap(char character) =>
        character is not ('\'' or '’' or '`') && char.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Surrogate or UnicodeCategory.Format);
}
