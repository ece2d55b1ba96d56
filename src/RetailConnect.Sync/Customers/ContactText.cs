namespace RetailConnect.Sync.Customers;

/// <summary>What of phone numbers and e-mail addresses can be compared.</summary>
internal static class ContactText
{
    /// <summary>Digits that tell numbers apart; what comes before them is the country, or how one dials.</summary>
    private const int Telling = 8;

    /// <summary>Returns the last digits of a number; null when there are too few to tell anything.</summary>
    public static string? PhoneDigits(string? phone)
    {
        var digits = new string([.. (phone ?? "").Where(char.IsAsciiDigit)]);
        return digits.Length >= Telling ? digits[^Telling..] : null;
    }

    /// <summary>Returns an address in two parts, without what stands behind a plus sign; null when it is none.</summary>
    public static (string Local, string Domain)? Mail(string? mail)
    {
        var text = mail?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        return at > 0 && PlainText.Word(text[..at].Split('+')[0]) is { Length: > 0 } local && PlainText.Of(text[(at + 1)..]) is { Length: > 0 } domain ? (local, domain) : null;
    }
}
