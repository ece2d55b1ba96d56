namespace RetailConnect.Sandbox.Retail;

/// <summary>Reads the four simulators' state for the judge.</summary>
internal sealed class WorldObserver(RetailSandbox sandbox, RetailerCatalog catalog, IReadOnlyDictionary<string, string> shopLocations, IReadOnlyDictionary<string, string> posLocations)
{
    private const string Web = "web";
    private const string Pos = "pos";

    public WorldState Observe()
    {
        var names = catalog.Locations.ToDictionary(RetailerCatalog.NameOf);
        var shoppers = sandbox.Shopify.Customers.ToDictionary(customer => customer.Id, customer => customer.Email);
        var cashiers = sandbox.Square.Customers.ToDictionary(customer => customer.Id, customer => customer.Email);
        return new()
        {
            Sales = [.. WebSales(shoppers), .. StoreSales(cashiers)],
            Returns = [.. WebReturns(shoppers), .. StoreReturns(shoppers, cashiers)],
            Documents = [.. sandbox.BusinessCentral.Documents.Select(document => new DocumentFact(document.Reference, document.CreditMemo, document.Total, [.. document.Lines.Select(line => (line.Sku, line.Units))]))],
            Sellable = sandbox.BusinessCentral.Stock.ToDictionary(stock => new Place(stock.Sku, stock.Location), stock => stock.OnHand - stock.OnOrders + stock.OnCredits),
            Offered = new Dictionary<string, IReadOnlyDictionary<Place, decimal>>
            {
                [Web] = sandbox.Shopify.Levels.ToDictionary(level => new Place(level.Sku, names[level.Location]), level => (decimal)level.Available),
                [Pos] = sandbox.Square.Counts.ToDictionary(count => new Place(count.Sku, names[count.Location]), count => count.Quantity),
            },
            Prices = sandbox.BusinessCentral.Prices.ToDictionary(price => price.Sku, price => price.Price),
            Listed = new Dictionary<string, IReadOnlyList<(string Sku, decimal Price)>> { [Web] = sandbox.Shopify.Variants, [Pos] = sandbox.Square.Variations },
            Points = sandbox.TalonOne.Profiles.GroupBy(profile => profile.Email, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Sum(profile => profile.Points), StringComparer.OrdinalIgnoreCase),
            Shoppers = shoppers.Values.Concat(cashiers.Values).Distinct(StringComparer.OrdinalIgnoreCase).ToList(),
            ErpCustomers = sandbox.BusinessCentral.CustomerEmails,
            Places = [.. catalog.Items.SelectMany(item => item.Variants.Select(item.SkuOf)).SelectMany(sku => shopLocations.Keys.Select(code => (Web, new Place(sku, code))).Concat(posLocations.Keys.Select(code => (Pos, new Place(sku, code)))))],
        };
    }

    private static string Reference(string channel, string id) => $"{channel}-{id[(id.LastIndexOf('/') + 1)..]}";

    private IEnumerable<SaleFact> WebSales(Dictionary<string, string> shoppers) => sandbox.Shopify.Orders.Select(order => new SaleFact(
        Reference(Web, order.Id), order.Total, order.Customer is { } customer ? shoppers[customer] : null, [.. order.Lines.Select(line => new UnitsFact(line.Sku, line.Units, line.UnitPrice))]));

    private IEnumerable<SaleFact> StoreSales(Dictionary<string, string> cashiers) => sandbox.Square.Sales.Select(sale => new SaleFact(
        Reference(Pos, sale.Id), sale.Total, sale.Customer is { } customer ? cashiers[customer] : null, [.. sale.Lines.Select(line => new UnitsFact(line.Sku, line.Units, line.UnitPrice))]));

    private IEnumerable<ReturnFact> WebReturns(Dictionary<string, string> shoppers)
    {
        var orders = sandbox.Shopify.Orders.ToDictionary(order => order.Id);
        return sandbox.Shopify.Refunds.Select(refund => new ReturnFact(
            Reference(Web, refund.Id), refund.Total, orders[refund.Order].Customer is { } customer ? shoppers[customer] : null, [.. refund.Lines.Select(line => new UnitsFact(line.Sku, line.Units, line.UnitPrice))], refund.Restocked));
    }

    /// <summary>The points of goods that were sold elsewhere go back to who bought them there, at the price of that sale.</summary>
    private IEnumerable<ReturnFact> StoreReturns(Dictionary<string, string> shoppers, Dictionary<string, string> cashiers)
    {
        var orders = sandbox.Shopify.Orders.ToDictionary(order => order.Name);
        var sales = sandbox.Square.Sales.ToDictionary(sale => sale.Id);
        foreach (var taken in sandbox.Square.Returns)
        {
            var order = taken.Reference is { } name ? orders[name] : null;
            var sale = taken.Source is { } id ? sales[id] : null;
            var member = order is not null ? (order.Customer is { } shopper ? shoppers[shopper] : null) : sale?.Customer is { } known ? cashiers[known] : null;
            var lines = taken.Lines.Select(line => new UnitsFact(
                line.Sku, line.Units, order?.Lines.First(sold => sold.Sku == line.Sku).UnitPrice ?? sale!.Lines.First(sold => sold.Sku == line.Sku).UnitPrice)).ToList();
            yield return new(Reference(Pos, taken.Id), taken.Total, member, lines, true);
        }
    }
}
