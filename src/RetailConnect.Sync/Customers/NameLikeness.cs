using F23.StringSimilarity;

namespace RetailConnect.Sync.Customers;

/// <summary>How much two names agree.</summary>
internal static class NameLikeness
{
    private const double Mistyped = 0.8;
    private const double MistypedFrom = 0.88;
    private const double Initial = 0.8;
    private const double OneOfSeveral = 0.9;
    private const double OnlySimilar = 0.6;
    private const double SimilarFrom = 0.9;
    private const double Unknown = 0.6;
    private const double Swapped = 0.9;
    private static readonly JaroWinkler Likeness = new();

    /// <summary>Returns 0 to 1; not a number when one of them has no family name.</summary>
    public static double Of(Customer one, Customer other)
    {
        var (its, theirs) = ((Family: PlainText.Of(one.LastName), Given: PlainText.Of(one.FirstName)), (Family: PlainText.Of(other.LastName), Given: PlainText.Of(other.FirstName)));
        if (its.Family.Length == 0 || theirs.Family.Length == 0)
        {
            return double.NaN;
        }

        var straight = OfFamily(its.Family, theirs.Family) * OfGiven(its.Given, theirs.Given);
        return its.Given.Length == 0 || theirs.Given.Length == 0 ? straight : Math.Max(straight, its.Family == theirs.Given && its.Given == theirs.Family ? Swapped : 0);
    }

    /// <summary>Jaro-Winkler, 0 to 1, whichever comes first: the usual way of counting may differ by that.</summary>
    public static double Similar(string one, string other) => Math.Max(Likeness.Similarity(one, other), Likeness.Similarity(other, one));

    private static double OfFamily(string one, string other) => one == other ? 1 : Similar(one, other) >= MistypedFrom ? Mistyped : 0;

    private static double OfGiven(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return Unknown;
        }

        if (one == other)
        {
            return 1;
        }

        var (first, second) = (one.Split(' ')[0], other.Split(' ')[0]);
        return first == second ? OneOfSeveral
            : (first.Length == 1 || second.Length == 1) && first[0] == second[0] ? Initial
            : Similar(one, other) >= SimilarFrom ? OnlySimilar
            : 0;
    }
}
