using System.Security.Cryptography;
using System.Text;

namespace RetailConnect;

/// <summary>The key of one effect: identical on every retry, restart and host.</summary>
/// <param name="Value">43 characters of base64url, so that it fits every vendor's limit (45 is the shortest known).</param>
public readonly record struct IdempotencyKey(string Value)
{
    /// <summary>Derives a key from the parts that make the effect unique.</summary>
    public static IdempotencyKey Derive(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return new(System.Buffers.Text.Base64Url.EncodeToString(hash.GetHashAndReset()));
    }

    /// <summary>Derives the key of a part of this effect, for writes that take several calls.</summary>
    public IdempotencyKey For(string part) => Derive(Value, part);

    /// <summary>Returns the key.</summary>
    public override string ToString() => Value;
}
