using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>A short mark of what a document says, kept with its id: a document that still has it was changed by nobody since we wrote it.</summary>
/// <remarks>Comments do not count, and rounding lines only by the total that they lead to, because a proof may add one.</remarks>
internal static class DocumentDigest
{
    private const int Characters = 16;

    /// <summary>The mark of a document that we write, whose total will be the channel's.</summary>
    public static string Of(DocumentBody body, Money total, string? roundingAccount) =>
        Of(body.ExternalDocumentNumber, total.Amount, (body.SalesOrderLines ?? []).Select(LineContent.Of), roundingAccount);

    /// <summary>The mark of a document as it is now.</summary>
    public static string Of(SalesDocument document, IEnumerable<OpenLine> lines, string? roundingAccount) =>
        Of(document.ExternalDocumentNumber ?? "", document.TotalAmountIncludingTax ?? 0, lines.Where(line => line.LineType is not "Comment").Select(LineContent.Of), roundingAccount);

    private static string Of(string reference, decimal total, IEnumerable<LineContent> lines, string? roundingAccount)
    {
        var counted = lines.Where(line => !line.IsOn(roundingAccount)).Select(line => $"{line.Type}|{line.Number}|{line.Variant}|{Plain(line.Quantity)}|{Plain(line.UnitPrice)}|{Plain(line.Discount)}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{reference}\n{Plain(total)}\n{string.Join('\n', counted)}")))[..Characters];
    }

    private static string Plain(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
