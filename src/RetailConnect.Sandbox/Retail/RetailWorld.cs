using System.Collections.Concurrent;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.Sandbox.Retail;

/// <summary>The retailer in its four systems: seeded once, then changed by what happens during the day.</summary>
/// <remarks>Called by one day at a time.</remarks>
internal sealed class RetailWorld
{
    /// <summary>Number of the customer that anonymous sales are posted to.</summary>
    public const string WalkIn = "WALKIN";

    private readonly RetailSandbox sandbox;
    private readonly Random random;
    private readonly RetailerCatalog catalog;
    private readonly Dictionary<string, string> shopLocations = [];
    private readonly Dictionary<string, string> posLocations = [];
    private readonly List<string> shopCustomers = [];
    private readonly List<string> posCustomers = [];
    private readonly List<ShopAlias> aliases = [];
    private readonly ConcurrentDictionary<string, string> merged = new();
    private readonly Dictionary<(string Order, string Sku), int> returnedElsewhere = [];
    private readonly Dictionary<string, (decimal Before, decimal Now)> prices = [];

    /// <summary>References of web orders that were edited or called off: the back office waits until the ERP has heard of it, and nothing of them is returned on the same day.</summary>
    private readonly HashSet<string> amended = [];

    private int newcomers;

    public RetailWorld(RetailSandbox sandbox, RetailerScale scale, Random random)
    {
        this.sandbox = sandbox;
        this.random = random;
        catalog = RetailerCatalog.Draw(scale, random);
        Seed(scale.Aliases);
    }

    /// <summary>Second profiles in the web shop.</summary>
    public IReadOnlyList<ShopAlias> Aliases => aliases;

    /// <summary>What is sold as one and made of other goods.</summary>
    public IReadOnlyList<RetailKit> Kits => [.. catalog.Kits.Select(kit => new RetailKit(kit.Sku, kit.Parts))];

    public void PlaceWebOrder()
    {
        var location = shopLocations[RetailerCatalog.Warehouse];
        var lines = Basket(sku => sandbox.Shopify.Look(sku, location) is { } found ? (found.Price, found.Available) : null);
        if (lines.Count == 0)
        {
            return;
        }

        var foreign = random.Next(10) == 0;
        var basket = new ShopBasket(
            random.Next(10) < 8 ? Some([.. shopCustomers, .. aliases.Select(alias => alias.Profile)]) : null, location, lines, random.Next(3) == 0 ? 0m : 4.95m, random.Next(12) == 0 ? 2m : 0m, foreign ? "USD" : null, foreign ? 1.0837m : 1m,
            OrderDiscount: random.Next(8) == 0 ? 2.50m : 0m);
        Try(() => sandbox.Shopify.PlaceOrder(basket));
    }

    public void SellInStore()
    {
        var location = posLocations[catalog.Locations[random.Next(1, catalog.Locations.Count)]];
        var lines = Basket(sku => sandbox.Square.Look(sku, location) is { } found ? (found.Price, (int)found.Quantity) : null);
        if (lines.Count > 0)
        {
            var sale = new StoreSale(location, random.Next(10) < 4 ? Some(posCustomers) : null, lines, random.Next(20) == 0 ? 1.50m : 0m, random.Next(2) == 0);
            Try(() => sandbox.Square.Sell(sale));
        }
    }

    public void ChangePrice()
    {
        var item = Pick(catalog.Items);
        var (before, now) = prices.GetValueOrDefault(item.Number, (item.Price, item.Price));

        // A price that was changed by mistake is put right again; others move as prices do: a fifth down, two fifths up.
        var next = before != now && random.Next(2) == 0 ? before : decimal.Round(item.Price * random.Next(80, 141) / 100m, 2);
        prices[item.Number] = (now, next);
        sandbox.BusinessCentral.SetPrice(item.Number, next);
    }

    public void ChangeStock()
    {
        var item = Pick(catalog.Items);
        sandbox.BusinessCentral.MoveStock(item.Number, Pick(item.Variants), Pick(catalog.Locations), random.Next(1, 30));
    }

    public void ChangeCustomer()
    {
        if (random.Next(2) == 0)
        {
            var index = ++newcomers;
            var first = $"New{index}";
            var email = $"newcomer{index:0000}@shoppers.example";
            if (random.Next(2) == 0)
            {
                shopCustomers.Add(sandbox.Shopify.AddCustomer(first, "Shopper", email, $"+4420795{index:00000}"));
            }
            else
            {
                posCustomers.Add(sandbox.Square.AddCustomer(first, "Shopper", email, $"+4420795{index:00000}"));
            }
        }
        else if (shopCustomers.Count > 0)
        {
            sandbox.Shopify.MoveCustomer(Pick(shopCustomers), random.Next(2) == 0 ? "Leeds" : "Bristol");
        }
    }

    public void PostDocument() => sandbox.BusinessCentral.PostSomething(random.NextDouble(), amended);

    /// <summary>A clerk takes a unit off an order, or sells another thing besides, or both.</summary>
    public void EditWebOrder()
    {
        if (Amendable() is not { } order)
        {
            return;
        }

        var changes = new List<(string Sku, int Units)>();
        if (order.Lines.Where(line => line.Units > 1 || order.Lines.Count > 1).ToList() is { Count: > 0 } lines && random.Next(3) > 0)
        {
            changes.Add((Pick(lines).Sku, -1));
        }

        if (Wanted() is var sku && order.Lines.All(line => line.Sku != sku) && (changes.Count == 0 || random.Next(2) == 0))
        {
            changes.Add((sku, random.Next(1, 3)));
        }

        if (changes.Count > 0)
        {
            Try(() => sandbox.Shopify.EditOrder(order.Id, changes));
        }
    }

    public void CancelWebOrder()
    {
        if (Amendable(tipped: false) is { } order)
        {
            sandbox.Shopify.CancelOrder(order.Id);
        }
    }

    public void RefundWebOrder()
    {
        if (Returnable() is { } found)
        {
            sandbox.Shopify.Refund(found.Order.Id, [(found.Line.Id, random.Next(1, found.Left + 1))], restock: random.Next(4) > 0);
        }
    }

    public void ReturnWebOrderInStore()
    {
        if (Returnable() is not { } found)
        {
            return;
        }

        var store = posLocations[catalog.Locations[random.Next(1, catalog.Locations.Count)]];
        var amount = decimal.Round(((found.Line.UnitPrice * found.Line.Units) - found.Line.Discount) / found.Line.Units, 2, MidpointRounding.ToZero);
        sandbox.Square.TakeBack(new StoreReturn(store, null, found.Order.Name, [(found.Line.Sku, 1, amount)]));
        returnedElsewhere[(found.Order.Id, found.Line.Sku)] = returnedElsewhere.GetValueOrDefault((found.Order.Id, found.Line.Sku)) + 1;
    }

    public void ReturnStoreSale()
    {
        var sale = Some(sandbox.Square.Sales);
        if (sale?.Lines.FirstOrDefault(line => line.Returned < line.Units) is { } line)
        {
            var amount = decimal.Round(line.Total / line.Units, 2, MidpointRounding.ToZero);
            var location = random.Next(3) > 0 ? sale.Location : posLocations[catalog.Locations[random.Next(1, catalog.Locations.Count)]];
            sandbox.Square.TakeBack(new StoreReturn(location, sale.Id, null, [(line.Sku, 1, amount)]));
        }
    }

    /// <summary>The back office found out that a second profile is a customer's: what it buys from now on is that customer's.</summary>
    public void TellMerged(string profile)
    {
        var alias = aliases.Single(one => one.Profile == profile);
        merged[alias.Profile] = sandbox.Shopify.Customers.Single(customer => customer.Id == alias.Person).Email;
    }

    /// <summary>Looks at all four systems.</summary>
    public WorldState Observe(DayStatus day) => new WorldObserver(sandbox, catalog, shopLocations, posLocations, merged).Observe(day);

    /// <summary>Sells, unless stock or price was written since the look: then the customer goes home with nothing.</summary>
    private static void Try(Action sell)
    {
        try
        {
            sell();
        }
        catch (StaleBasketException)
        {
            // The sandbox is asked by others at the same time; a sale less is no error.
        }
    }

    private void Seed(int second)
    {
        sandbox.BusinessCentral.AddCustomer(WalkIn, "Walk-in customer");
        foreach (var code in catalog.Locations)
        {
            var name = RetailerCatalog.NameOf(code);
            sandbox.BusinessCentral.AddLocation(code, name);
            shopLocations[code] = sandbox.Shopify.AddLocation(name);
            if (code != RetailerCatalog.Warehouse)
            {
                posLocations[code] = sandbox.Square.AddLocation(name);
            }
        }

        var parts = catalog.Kits.SelectMany(kit => catalog.PartsOf(kit.Sku)).Select(part => part.Sku).ToHashSet();
        foreach (var item in catalog.Items)
        {
            sandbox.BusinessCentral.AddItem(item.Number, item.Name, item.Price, decimal.Round(item.Price * 0.4m, 2), [.. item.Variants.Select(variant => (variant, $"Size {variant}"))]);
            foreach (var variant in item.Variants)
            {
                foreach (var location in catalog.Locations)
                {
                    // What bundles are made of is bought more than anything else.
                    sandbox.BusinessCentral.MoveStock(item.Number, variant, location, random.Next(5, 40) + (parts.Contains(item.SkuOf(variant)) ? 40 : 0));
                }
            }
        }

        foreach (var kit in catalog.Kits)
        {
            sandbox.BusinessCentral.AddItem(kit.Sku, kit.Name, kit.Price, 0m, []);
        }

        foreach (var person in catalog.People)
        {
            if (person.OnWeb)
            {
                shopCustomers.Add(sandbox.Shopify.AddCustomer(person.First, person.Last, person.Email, person.Phone));
            }

            if (person.InStores)
            {
                posCustomers.Add(sandbox.Square.AddCustomer(person.First, person.Last, person.Email, person.Phone));
            }
        }

        foreach (var (person, index) in catalog.People.Where(person => person.OnWeb).Take(second).Select((person, index) => (person, index)))
        {
            var first = sandbox.Shopify.Customers.Single(customer => customer.Email == person.Email).Id;
            aliases.Add(new(sandbox.Shopify.AddCustomer(person.First, person.Last, $"second.{person.Email}", $"+4420796{index:00000}"), first));
        }
    }

    private List<(string Sku, int Units, decimal Discount)> Basket(Func<string, (decimal Price, int Units)?> look)
    {
        var lines = new List<(string Sku, int Units, decimal Discount)>();
        for (var wanted = random.Next(1, 4); wanted > 0; wanted--)
        {
            var sku = Wanted();
            var units = random.Next(1, 4);
            if (lines.All(line => line.Sku != sku) && look(sku) is { } found && found.Units >= units)
            {
                lines.Add((sku, units, random.Next(5) == 0 ? decimal.Round(found.Price * units * 0.1m, 2) : 0m));
            }
        }

        return lines;
    }

    /// <summary>What somebody would like to have: a bundle, or a variant of any product.</summary>
    private string Wanted()
    {
        if (catalog.Kits.Count > 0 && random.Next(6) == 0)
        {
            return Pick(catalog.Kits).Sku;
        }

        var item = Pick(catalog.Items);
        return item.SkuOf(Pick(item.Variants));
    }

    /// <summary>A web order of which nothing was returned, edited or posted so far; from now on only the shop touches it.</summary>
    private ShopOrder? Amendable(bool tipped = true)
    {
        var order = Some(sandbox.Shopify.Orders);
        return order is not null && (tipped || !order.IsTipped) && order.Lines.All(line => line.Returned + returnedElsewhere.GetValueOrDefault((order.Id, line.Sku)) == 0)
            && sandbox.BusinessCentral.Documents.All(document => !document.Posted || document.Reference != WorldObserver.WebReference(order.Id)) && amended.Add(WorldObserver.WebReference(order.Id)) ? order : null;
    }

    /// <summary>A line of a web order of which units are left to return, in whatever channel the others came back.</summary>
    private (ShopOrder Order, ShopOrderLine Line, int Left)? Returnable()
    {
        var order = Some(sandbox.Shopify.Orders);
        order = order is not null && amended.Contains(WorldObserver.WebReference(order.Id)) ? null : order;
        var line = order is null ? null : Pick(order.Lines);
        var left = line is null ? 0 : line.Units - line.Returned - returnedElsewhere.GetValueOrDefault((order!.Id, line.Sku));
        return left > 0 ? (order!, line!, left) : null;
    }

    private T? Some<T>(IReadOnlyList<T> list)
        where T : class => list.Count == 0 ? null : Pick(list);

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
