using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Tells whether a document is still as we posted it.</summary>
internal static class DraftMatch
{
    /// <summary>True when customer and lines are those of the body; comments and a rounding line of ours may have been added.</summary>
    public static bool Is(SalesDocument there, IReadOnlyList<OpenLine> lines, DocumentBody body, string? roundingAccount)
    {
        var wanted = (body.SalesOrderLines ?? body.SalesCreditMemoLines ?? []).Select(LineContent.Of).ToList();
        var found = lines.Where(line => line.LineType is not "Comment").Select(LineContent.Of).ToList();
        return (body.CustomerId is null || body.CustomerId == there.CustomerId) && wanted.SequenceEqual(found.Take(wanted.Count)) && found.Skip(wanted.Count).All(line => line.IsOn(roundingAccount));
    }
}
