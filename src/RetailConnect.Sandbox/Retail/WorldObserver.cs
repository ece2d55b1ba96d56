using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.Sandbox.Retail;

/// <summary>Reads the four simulators' state for the judge.</summary>
internal sealed class WorldObserver(RetailSandbox sandbox, RetailerCatalog catalog, IReadOnlyDictionary<string, string> shopLocations, IReadOnlyDictionary<string, string> posLocations, IReadOnlyDictionary<string, string> merged)
{
    private const string Web = "web";
    private const string Pos = "pos";
    private readonly Dictionary<string, string> codes = shopLocations.Concat(posLocations).ToDictionary(pair => pair.Value, pair => pair.Key);

    public WorldState Observe(DayStatus day)
    {
        var names = catalog.Locations.ToDictionary(RetailerCatalog.NameOf);
        var shop = sandbox.Shopify.Customers;
        var shoppers = shop.ToDictionary(customer => customer.Id, customer => merged.GetValueOrDefault(customer.Id, customer.Email));
        var cashiers = sandbox.Square.Customers.ToDictionary(customer => customer.Id, customer => customer.Email);
        var erp = sandbox.BusinessCentral.Customers;
        return new()
        {
            Day = day,
            Merged = merged.Count,
            Sales = [.. WebSales(shoppers), .. StoreSales(cashiers)],
            Returns = [.. WebReturns(shoppers), .. StoreReturns(shoppers, cashiers)],
            Documents = [.. Documents(erp.ToDictionary(customer => customer.Number, customer => customer.Email))],
            Sellable = sandbox.BusinessCentral.Stock.ToDictionary(stock => new Place(stock.Sku, stock.Location), stock => stock.OnHand - stock.OnOrders + stock.OnCredits),
            Kits = catalog.Kits.ToDictionary(kit => kit.Sku, kit => (IReadOnlyList<(string Sku, int Units)>)[.. catalog.PartsOf(kit.Sku)]),
            Offered = new Dictionary<string, IReadOnlyDictionary<Place, decimal>>
            {
                [Web] = sandbox.Shopify.Levels.ToDictionary(level => new Place(level.Sku, names[level.Location]), level => (decimal)level.Available),
                [Pos] = sandbox.Square.Counts.ToDictionary(count => new Place(count.Sku, names[count.Location]), count => count.Quantity),
            },
            Prices = sandbox.BusinessCentral.Prices.ToDictionary(price => price.Sku, price => price.Price),
            Listed = new Dictionary<string, IReadOnlyList<(string Sku, decimal Price)>> { [Web] = sandbox.Shopify.Variants, [Pos] = sandbox.Square.Variations },
            Profiles = [.. sandbox.TalonOne.Profiles.Select(profile => new ProfileFact(profile.Id, profile.Email, profile.Points))],
            Shoppers = [.. People(shop, cashiers.Values)],
            ErpCustomers = [.. erp.Where(customer => customer.Number != RetailWorld.WalkIn).Select(customer => new PersonFact(customer.Email, customer.City))],
            Places = [.. catalog.Items.SelectMany(item => item.Variants.Select(item.SkuOf)).Concat(catalog.Kits.Select(kit => kit.Sku)).SelectMany(sku => shopLocations.Keys.Select(code => (Web, new Place(sku, code))).Concat(posLocations.Keys.Select(code => (Pos, new Place(sku, code)))))],
        };
    }

    /// <summary>The reference that a web order gets in the ERP.</summary>
    public static string WebReference(string order) => Reference(Web, order);

    private static string Reference(string channel, string id) => $"{channel}-{id[(id.LastIndexOf('/') + 1)..]}";

    /// <summary>What one unit cost, with the line's discounts and its part of the order's taken off.</summary>
    private static decimal NetUnitPrice(ShopOrderLine line) => ((line.UnitPrice * line.Units) - line.Discount) / line.Units;

    private static decimal NetUnitPrice(PosLine line) => line.Total / line.Units;

    /// <summary>Only the shop knows where people live; the till asks for no address.</summary>
    private static IEnumerable<PersonFact> People(IEnumerable<ShopCustomer> shop, IEnumerable<string> stores) => shop.Select(customer => new PersonFact(customer.Email, customer.City))
        .Concat(stores.Select(email => new PersonFact(email, ""))).GroupBy(person => person.Email, StringComparer.OrdinalIgnoreCase).Select(group => group.First());

    private IEnumerable<DocumentFact> Documents(Dictionary<string, string> emails) => sandbox.BusinessCentral.Documents.Select(document => new DocumentFact(
        document.Reference, document.CreditMemo, document.Total, document.Customer == RetailWorld.WalkIn ? null : emails[document.Customer],
        [.. document.Lines.Select(line => (new Place(line.Sku, line.Location), line.Units))]));

    /// <summary>An order that was called off before any of it left is nobody's sale, and its refund nobody's return.</summary>
    private IEnumerable<SaleFact> WebSales(Dictionary<string, string> shoppers) => sandbox.Shopify.Orders.Where(order => !order.IsCancelled).Select(order => new SaleFact(
        Reference(Web, order.Id), order.Total, order.Customer is { } customer ? shoppers[customer] : null,
        [.. order.Lines.Select(line => new UnitsFact(new(line.Sku, codes[order.Location]), line.Units, NetUnitPrice(line)))]));

    private IEnumerable<SaleFact> StoreSales(Dictionary<string, string> cashiers) => sandbox.Square.Sales.Select(sale => new SaleFact(
        Reference(Pos, sale.Id), sale.Total, sale.Customer is { } customer ? cashiers[customer] : null,
        [.. sale.Lines.Select(line => new UnitsFact(new(line.Sku, codes[sale.Location]), line.Units, NetUnitPrice(line)))]));

    private IEnumerable<ReturnFact> WebReturns(Dictionary<string, string> shoppers)
    {
        var orders = sandbox.Shopify.Orders.ToDictionary(order => order.Id);
        foreach (var refund in sandbox.Shopify.Refunds.Where(refund => !orders[refund.Order].IsCancelled))
        {
            var order = orders[refund.Order];
            var lines = refund.Lines.Select(line => new UnitsFact(new(line.Sku, codes[order.Location]), line.Units, NetUnitPrice(order.Lines.Single(sold => sold.Id == line.Line))));
            yield return new(Reference(Web, refund.Id), refund.Total, order.Customer is { } customer ? shoppers[customer] : null, [.. lines], refund.Restocked);
        }
    }

    /// <summary>Goods go back to stock where they were handed in; the points of goods that were sold elsewhere go back to who bought them there, at the price of that sale.</summary>
    private IEnumerable<ReturnFact> StoreReturns(Dictionary<string, string> shoppers, Dictionary<string, string> cashiers)
    {
        var orders = sandbox.Shopify.Orders.ToDictionary(order => order.Name);
        var sales = sandbox.Square.Sales.ToDictionary(sale => sale.Id);
        foreach (var taken in sandbox.Square.Returns)
        {
            var order = taken.Reference is { } name ? orders[name] : null;
            var sale = taken.Source is { } id ? sales[id] : null;
            var customer = order is not null ? (order.Customer is { } shopper ? shoppers[shopper] : null) : sale?.Customer is { } known ? cashiers[known] : null;
            var lines = taken.Lines.Select(line => new UnitsFact(
                new(line.Sku, codes[taken.Location]), line.Units,
                order is not null ? NetUnitPrice(order.Lines.First(sold => sold.Sku == line.Sku)) : NetUnitPrice(sale!.Lines.First(sold => sold.Sku == line.Sku))));
            yield return new(Reference(Pos, taken.Id), taken.Total, customer, [.. lines], true);
        }
    }
}
