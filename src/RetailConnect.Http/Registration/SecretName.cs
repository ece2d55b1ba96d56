using System.Security.Cryptography;
using System.Text;

namespace RetailConnect.Http;

/// <summary>Names a secret without telling it, where two connections must be known to use the same one.</summary>
public static class SecretName
{
    private const int Characters = 12;

    /// <summary>Returns the start of the secret's fingerprint.</summary>
    /// <param name="secret">A generated secret, such as a token; one that a person chose could be guessed.</param>
    public static string Of(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..Characters];
}
