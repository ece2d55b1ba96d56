using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Connectors.BusinessCentral.Inventory;

namespace RetailConnect.Connectors.BusinessCentral.Returns;

/// <summary>Translates a return's references to Business Central's.</summary>
internal sealed class ReturnReferences(DocumentFinder documents, ItemFinder items, LocationFinder locations, CurrencyFinder currencies, DimensionFinder dimensions, ConnectionLinks links)
{
    /// <exception cref="ConnectorException">Something is not linked yet, or is not there.</exception>
    public async ValueTask<ReturnParts> FindAsync(Envelope<Return> envelope, CancellationToken cancellationToken)
    {
        var goods = envelope.Value;
        var linked = await links.OrderAsync(envelope.Origin, goods.Order, cancellationToken)
            ?? throw new ConnectorException(FaultKind.Unmet, "The order of the return is not in Business Central yet.") { Reason = Reasons.UnknownOrder };
        var reference = DocumentId.Parse(linked).Reference;
        var (kind, order) = await documents.OrderAsync(reference, cancellationToken)
            ?? throw new ConnectorException(FaultKind.Rejected, $"Order '{reference}' was posted, but Business Central has it no more.") { Reason = Reasons.UnknownOrder };
        var stocked = goods.Lines.Where(ReturnMapper.IsItem).ToArray();
        return new()
        {
            Reference = Reference.Of(envelope.Canonical),
            Order = order,
            Invoice = kind == DocumentKind.Invoice && order.Status == "Open" ? order.Id : null,
            CurrencyCode = await currencies.CodeAsync(goods.Total.Shop.Currency, cancellationToken),
            Dimensions = await dimensions.OfAsync(envelope.Origin, goods.Location, cancellationToken),
            Items = await items.FindAsync(stocked.Select(line => line.Sku!.Value), cancellationToken),
            Locations = await locations.FindAsync(envelope.Origin, stocked.Where(line => line.Quarantined is not true).Select(line => line.Location ?? goods.Location).OfType<ExternalId>(), cancellationToken),
            Quarantine = stocked.Any(line => line.Quarantined is true) ? await locations.QuarantineAsync(cancellationToken) : null,
            DefaultLocation = await locations.DefaultAsync(cancellationToken),
        };
    }
}
