using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Connectors.BusinessCentral.Customers;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Connectors.BusinessCentral.Inventory;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>Translates an order's references to Business Central's.</summary>
internal sealed class OrderReferences(ItemFinder items, LocationFinder locations, CurrencyFinder currencies, DimensionFinder dimensions, CompanyFinder companies, ConnectionLinks links, BusinessCentralOptions options)
{
    /// <exception cref="ConnectorException">Something is not linked yet, or is not there.</exception>
    public async ValueTask<OrderParts> FindAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        var stocked = order.Lines.Where(OrderMapper.IsItem).ToArray();
        var places = stocked.Select(line => line.Location ?? order.Location).OfType<ExternalId>();
        var customer = await CustomerAsync(envelope.Origin, order, cancellationToken);
        return new()
        {
            Reference = Reference.Of(envelope.Canonical),
            CustomerId = customer,
            CustomerNumber = customer is null ? WalkIn() : null,
            CurrencyCode = await currencies.CodeAsync(order.Total.Shop.Currency, cancellationToken),
            Dimensions = await dimensions.OfAsync(envelope.Origin, order.Location, cancellationToken),
            Items = await items.FindAsync(stocked.Select(line => line.Sku!.Value), cancellationToken),
            Locations = await locations.FindAsync(envelope.Origin, places, cancellationToken),
            DefaultLocation = await locations.DefaultAsync(cancellationToken),
        };
    }

    private async ValueTask<Guid?> CustomerAsync(string origin, Order order, CancellationToken cancellationToken)
    {
        if (order.Company is { } company)
        {
            return await companies.FindAsync(company, cancellationToken);
        }

        if (order.Customer is not { } customer)
        {
            return null;
        }

        var linked = await links.TranslateAsync(EntityType.Customer, origin, customer.Id, cancellationToken)
            ?? throw new ConnectorException(FaultKind.Unmet, $"Customer '{customer.Id}' of '{origin}' is not in Business Central yet.") { Reason = Reasons.UnknownCustomer };
        return Guid.TryParse(linked.Value, out var id) ? id
            : throw new ConnectorException(FaultKind.Rejected, $"'{linked}' is no id of a Business Central customer.") { Reason = Reasons.UnknownCustomer };
    }

    private string WalkIn() => !string.IsNullOrWhiteSpace(options.WalkInCustomerNumber) ? options.WalkInCustomerNumber
        : throw new ConnectorException(FaultKind.Rejected, "The order names no customer, and the setting WalkInCustomerNumber names none for anonymous sales.")
        {
            Reason = "walk-in-customer-number-missing", Advice = "Set WalkInCustomerNumber in the connection's settings, then replay.",
        };
}
