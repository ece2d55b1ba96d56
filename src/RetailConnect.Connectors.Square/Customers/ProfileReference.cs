using System.Security.Cryptography;
using System.Text;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Reference ids made of canonical ids: at most 100 characters.</summary>
internal static class ProfileReference
{
    private const int MostCharacters = 100;

    /// <summary>The canonical id itself; a longer one becomes its SHA-256.</summary>
    public static string Of(CanonicalId id) => id.Value.Length <= MostCharacters ? id.Value : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.Value)));
}
