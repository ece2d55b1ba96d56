using System.Security.Cryptography;
using System.Text;

namespace RetailConnect.Connectors.BusinessCentral.Customers;

/// <summary>Customer numbers made of canonical ids: at most 20 characters, in upper case, as Business Central keeps them.</summary>
internal static class CustomerNumber
{
    private const int MostCharacters = 20;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A short id without capitals is taken in upper case; any other becomes <c>C</c> and 19 characters of its SHA-256.</summary>
    public static string Of(CanonicalId id) =>
        id.Value.Length is > 0 and <= MostCharacters && id.Value.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '.')
            ? id.Value.ToUpperInvariant()
            : $"C{string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(id.Value)).Take(MostCharacters - 1).Select(part => Alphabet[part % Alphabet.Length]))}";
}
