namespace RetailConnect.Sync.Customers;

/// <summary>How much two postal addresses agree.</summary>
internal static class AddressLikeness
{
    private const double PostalCode = 0.40;
    private const double Street = 0.40;
    private const double Town = 0.15;
    private const double Country = 0.05;
    private const double SpelledOtherwise = 0.9;
    private const double SpelledFrom = 0.85;
    private const double WithoutNumber = 0.7;

    /// <summary>Returns what share of an address can be compared, and how much of that agrees; not a number when neither street nor postal code can be.</summary>
    public static (double Share, double Agrees) Of(PostalAddress? one, PostalAddress? other)
    {
        var codes = OfCodes(one?.PostalCode, other?.PostalCode);
        var streets = OfStreets(one?.Line1, other?.Line1);
        if (double.IsNaN(codes) && double.IsNaN(streets))
        {
            return (0, double.NaN);
        }

        (double Weight, double Agrees)[] said = [(PostalCode, codes), (Street, streets), (Town, OfTowns(one?.City, other?.City)), (Country, OfCodes(one?.CountryCode, other?.CountryCode))];
        var known = said.Where(part => !double.IsNaN(part.Agrees)).ToList();
        var share = known.Sum(part => part.Weight);

        // Abroad the same code and street are elsewhere.
        return (share, said[^1].Agrees is 0 ? 0 : known.Sum(part => part.Weight * part.Agrees) / share);
    }

    /// <summary>Returns a street and its numbers in an order of their own, since some write the number first; null when there is no street.</summary>
    public static (string Name, string Numbers)? StreetOf(string? line)
    {
        var words = PlainText.Of(line).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToLookup(word => word.Any(char.IsDigit));
        return words[false].Any() ? (string.Join(' ', words[false]), string.Join(' ', words[true])) : null;
    }

    private static double OfCodes(string? one, string? other) => PlainText.Word(one) is { Length: > 0 } its && PlainText.Word(other) is { Length: > 0 } theirs ? (its == theirs ? 1 : 0) : double.NaN;

    private static double OfTowns(string? one, string? other) => PlainText.Of(one) is { Length: > 0 } its && PlainText.Of(other) is { Length: > 0 } theirs ? OfWords(its, theirs) : double.NaN;

    private static double OfStreets(string? one, string? other)
    {
        if (StreetOf(one) is not { } its || StreetOf(other) is not { } theirs)
        {
            return double.NaN;
        }

        var numbers = its.Numbers == theirs.Numbers ? 1 : its.Numbers.Length == 0 || theirs.Numbers.Length == 0 ? WithoutNumber : 0;
        return numbers * OfWords(its.Name, theirs.Name);
    }

    private static double OfWords(string one, string other) => one == other ? 1 : NameLikeness.Similar(one, other) >= SpelledFrom ? SpelledOtherwise : 0;
}
