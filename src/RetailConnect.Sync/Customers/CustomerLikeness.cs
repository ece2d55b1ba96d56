using RetailConnect.Sync.Customers;

namespace RetailConnect;

/// <summary>The likeness of two profiles by name, address, phone number and e-mail address.</summary>
/// <remarks>
/// <para>Each of the four that both profiles say counts with its weight (name 0.40, address 0.28, phone 0.18, e-mail 0.14), by how much it agrees; the result is the share that agrees. What only one of them says, or neither, counts neither way; but as long as less than 0.78 of the weights
/// can be compared the result is smaller in proportion, so that a name alone (0.51), or a name and a phone number (0.74), never is certainty.</para>
/// <para>A name agrees as family name times given name. A family name that may be mistyped counts 0.8; a given name that may be an initial 0.8, one of several 0.9, and one that is unknown or only similar 0.6, because Paul is not Paula. House numbers, postal codes and countries agree or don't.
/// Of a phone number the last eight digits count, since tills drop the country. Of an e-mail address the part before the sign alone counts 0.7, and two different addresses never come above 0.9: father and son share name, house and phone.</para>
/// <para>Upper and lower case, accents, blanks and punctuation make no difference. Thread-safe.</para>
/// </remarks>
public sealed class CustomerLikeness : ICustomerLikeness
{
    private const double Name = 0.40;
    private const double Address = 0.28;
    private const double Phone = 0.18;
    private const double Mail = 0.14;

    /// <summary>Weights that have to be comparable for certainty.</summary>
    private const double Enough = 0.78;

    private const double MostOfTwoAddresses = 0.9;
    private const double SameLocalPart = 0.7;

    /// <inheritdoc />
    public double Compare(Customer one, Customer other)
    {
        (double Weight, double Agrees)[] said =
        [
            (Name, NameLikeness.Of(one, other)),
            Weighed(AddressLikeness.Of(one.Address, other.Address)),
            (Phone, OfPhones(one.Phone, other.Phone)),
            (Mail, OfMails(one.Email, other.Email)),
        ];
        var known = said.Where(field => !double.IsNaN(field.Agrees)).ToList();
        var weight = known.Sum(field => field.Weight);
        if (weight == 0)
        {
            return 0;
        }

        var likeness = known.Sum(field => field.Weight * field.Agrees) / weight * Math.Min(1, weight / Enough);
        return said[^1].Agrees < 1 ? Math.Min(likeness, MostOfTwoAddresses) : Math.Min(likeness, 1);
    }

    private static (double Weight, double Agrees) Weighed((double Share, double Agrees) address) => (Address * address.Share, address.Agrees);

    private static double OfPhones(string? one, string? other) =>
        ContactText.PhoneDigits(one) is { } its && ContactText.PhoneDigits(other) is { } theirs ? (its == theirs ? 1 : 0) : double.NaN;

    private static double OfMails(string? one, string? other) => ContactText.Mail(one) is not { } its || ContactText.Mail(other) is not { } theirs ? double.NaN
        : its == theirs ? 1
        : its.Local == theirs.Local ? SameLocalPart
        : 0;
}
