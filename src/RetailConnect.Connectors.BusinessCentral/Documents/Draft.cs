using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>A document to post.</summary>
/// <param name="Body">The document.</param>
/// <param name="PricesIncludeTax">Whether its prices contain the tax.</param>
/// <param name="Otherwise">The document for a customer whose prices are the other way round; null where the body itself can say it.</param>
internal sealed record Draft(DocumentBody Body, bool PricesIncludeTax, DocumentBody? Otherwise = null)
{
    /// <summary>Returns the other document when Business Central made this one with prices of the other kind; else null.</summary>
    public DocumentBody? InsteadOf(SalesDocument made) => made.PricesIncludeTax is { } includes && includes != PricesIncludeTax ? Otherwise : null;
}
