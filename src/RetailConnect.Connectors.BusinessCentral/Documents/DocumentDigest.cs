using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>A short mark of what a document says, kept with its id: a document that still has it was changed by nobody since we wrote it.</summary>
/// <remarks>
/// Comments do not count, and rounding lines only by the total that they lead to, because a proof may add one. Locations count where we named one for each item; Business Central chooses its own otherwise. The reference is a code
/// there, which comes back in capital letters.
/// </remarks>
internal static class DocumentDigest
{
    private const int Characters = 15;
    private const char Placed = 'p';
    private const char Anywhere = 'a';

    /// <summary>The mark of a document that we write, whose total will be the channel's.</summary>
    public static string Of(DocumentBody body, Money total, string? roundingAccount)
    {
        var lines = body.SalesOrderLines ?? [];
        var kind = lines.Where(line => line.LineType == "Item").All(line => line.LocationId is not null) ? Placed : Anywhere;
        return Of(kind, body.ExternalDocumentNumber, total.Amount, lines.Select(line => (LineContent.Of(line), line.LocationId)), roundingAccount);
    }

    /// <summary>True when a document still has a mark.</summary>
    public static bool Is(string? mark, SalesDocument document, IEnumerable<OpenLine> lines, string? roundingAccount) => mark is { Length: > 0 } && mark == Of(
        mark[0], document.ExternalDocumentNumber ?? "", document.TotalAmountIncludingTax ?? 0, lines.Where(line => line.LineType is not "Comment").Select(line => (LineContent.Of(line), line.LocationId)), roundingAccount);

    private static string Of(char kind, string reference, decimal total, IEnumerable<(LineContent Line, Guid? Location)> lines, string? roundingAccount)
    {
        var counted = lines.Where(part => !part.Line.IsOn(roundingAccount)).Select(part => Text(part.Line, kind == Placed && part.Line.Type == "Item" ? part.Location : null)).Order(StringComparer.Ordinal);
        return kind + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{reference.Trim().ToUpperInvariant()}\n{Plain(total)}\n{string.Join('\n', counted)}")))[..Characters];
    }

    private static string Text(LineContent line, Guid? location) => $"{line.Type}|{line.Number}|{line.Variant}|{Plain(line.Quantity)}|{Plain(line.UnitPrice)}|{Plain(line.Discount)}|{location}";

    private static string Plain(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
