using System.Text.RegularExpressions;

namespace RetailConnect.Contracts;

/// <summary>Requests that are right but outside the vendor's published contract.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Methods">Methods that are accepted.</param>
/// <param name="Path">Form of the path.</param>
/// <param name="Reason">Why no contract can judge them.</param>
/// <param name="Source">Where the vendor describes them instead.</param>
public sealed record KnownException(string Vendor, IReadOnlyList<string> Methods, Regex Path, string Reason, string Source)
{
    /// <summary>Every exception there is.</summary>
    public static IReadOnlyList<KnownException> All { get; } =
    [
        New("shopify", ["POST"], @"^/admin/oauth/access_token\z", "The token endpoint is OAuth, not Admin GraphQL.", "shopify.dev, client credentials grant"),
        New("shopify", ["POST"], @"^/shopify-staged-uploads\z", "A staged upload goes to the file store that the vendor names, not to Admin GraphQL.", "shopify.dev, bulk import guide"),
        New("shopify", ["GET"], @"^/shopify-bulk-results/\d+\.jsonl\z", "The result of a bulk operation comes from the file store that the vendor names.", "shopify.dev, bulk import guide"),
        New("business-central", ["POST"], @"^/[^/]+/oauth2/v2\.0/token\z", "The token endpoint is Microsoft Entra's.", "learn.microsoft.com, OAuth 2.0 client credentials flow"),
        New("business-central", ["GET"], @"^/v2\.0/[^/]+/[^/]+/api/(?!v\d)[^/]+/[^/]+/[^/]+/companies\([^()]+\)/\w+(\([^()]+\))?\z", "The partner's own API page (stock by location) is not Microsoft's.", "src/RetailConnect.Connectors.BusinessCentral/README.md"),
        New("business-central", ["GET", "POST", "PATCH", "DELETE"], @"^/v2\.0/[^/]+/[^/]+/api/v2\.0/subscriptions(\('?[^()]+'?\))?\z", "Webhook subscriptions are documented, but the derived contract holds the company entities only.", "learn.microsoft.com, Business Central webhooks"),
        New("business-central", ["GET"], @"^/v2\.0/[^/]+/[^/]+/api/v2\.0/companies\([^()]+\)/items\([^()]+\)/picture/pictureContent\z", "The content of a picture is a stream property, whose address the derived contract does not hold.", "learn.microsoft.com, picture of API v2.0, and OData 4.01 URL conventions"),
        New("business-central", ["GET", "POST"], @"^/v2\.0/[^/]+/[^/]+/api/v2\.0/companies\([^()]+\)/(journals(\([^()]+\)/journalLines)?|generalLedgerEntries)\z", "General journals and ledger entries are documented, but the derived contract does not hold them.", "learn.microsoft.com, journal, journalLine and generalLedgerEntry of API v2.0, and pages 30016, 30049 and 30018 of BCApps"),
    ];

    /// <summary>Returns the exception that covers a request, or null.</summary>
    public static KnownException? For(string vendor, string method, string path) =>
        All.FirstOrDefault(exception => exception.Vendor == vendor && exception.Methods.Contains(method) && exception.Path.IsMatch(path));

    private static KnownException New(string vendor, string[] methods, string path, string reason, string source) => new(vendor, methods, new Regex(path, RegexOptions.CultureInvariant), reason, source);
}
