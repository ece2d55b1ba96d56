namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Phone numbers in E.164 form, by which Square knows members, and finds customers.</summary>
internal static class PhoneNumber
{
    private const int Fewest = 8;
    private const int Most = 15;
    private const string Marks = "+-./() \u00A0";

    /// <summary>Returns plus sign and digits; null for a number without country, which could be anybody's, and for a text that is no number.</summary>
    public static string? Of(string? text)
    {
        var number = (text ?? "").Trim().Replace("(0)", "", StringComparison.Ordinal);
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        return number is ['+', ..] && number.LastIndexOf('+') == 0 && number.All(mark => char.IsAsciiDigit(mark) || Marks.Contains(mark, StringComparison.Ordinal))
            && digits is { Length: >= Fewest and <= Most } and not ['0', ..] ? $"+{digits}" : null;
    }
}
