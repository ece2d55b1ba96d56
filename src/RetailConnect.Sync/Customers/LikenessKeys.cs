using System.Security.Cryptography;
using System.Text;

namespace RetailConnect.Sync.Customers;

/// <summary>What customers who may be one person have in common, as hashes: the sound of the family name together with postal code, street, phone number or e-mail name.</summary>
/// <remarks>The tenant is part of each hash, so that nothing is learned from two tenants having the same one.</remarks>
internal static class LikenessKeys
{
    /// <summary>Letters of one sound have one digit; vowels have none.</summary>
    private const string Sounds = "01230120022455012623010202";

    public static IReadOnlyList<string> Of(TenantId tenant, Customer customer)
    {
        var family = PlainText.Word(customer.LastName);
        if (family.Length == 0)
        {
            return [];
        }

        (string Kind, string? Value)[] shared =
        [
            ("postal code", PlainText.Word(customer.Address?.PostalCode)),
            ("street", AddressLikeness.StreetOf(customer.Address?.Line1) is { Numbers.Length: > 0 } street ? $"{street.Name} {street.Numbers}" : null),
            ("phone", ContactText.PhoneDigits(customer.Phone)),
            ("mail", ContactText.Mail(customer.Email)?.Local),
        ];
        return [.. shared.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => Hashed($"{tenant}\n{part.Kind}\n{SoundOf(family)}\n{part.Value}"))];
    }

    /// <summary>Meyer and Maier, Karl and Carl sound alike; a name without consonants, and one in other letters, stays what it is.</summary>
    private static string SoundOf(string name)
    {
        var sound = new StringBuilder();
        foreach (var letter in name)
        {
            var digit = char.IsAsciiLetterLower(letter) ? Sounds[letter - 'a'] : letter;
            if (digit != '0' && (sound.Length == 0 || sound[^1] != digit))
            {
                sound.Append(digit);
            }
        }

        return sound.Length == 0 ? name : sound.ToString();
    }

    private static string Hashed(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
