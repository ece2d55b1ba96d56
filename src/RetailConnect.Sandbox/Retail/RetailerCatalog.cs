namespace RetailConnect.Sandbox.Retail;

/// <summary>What the simulated retailer sells, where, and to whom: drawn from one seed.</summary>
internal sealed class RetailerCatalog
{
    public const string Warehouse = "WEB";
    private static readonly string[] Sorts = ["Shirt", "Jacket", "Trousers", "Dress", "Coat", "Scarf", "Boots", "Sneakers", "Belt", "Hat"];
    private static readonly string[] Makes = ["Linen", "Wool", "Cotton", "Denim", "Silk", "Leather", "Canvas", "Fleece"];
    private static readonly string[] Given = ["Ada", "Alan", "Barbara", "Donald", "Edsger", "Grace", "John", "Katherine", "Ken", "Leslie", "Margaret", "Niklaus"];
    private static readonly string[] Family = ["Álvarez", "Brown", "Çelik", "Dubois", "Evans", "Fischer", "Grünwald", "Hansen", "Ito", "Jansen", "Kowalski", "Lindström"];

    private RetailerCatalog(IReadOnlyList<string> locations, IReadOnlyList<CatalogItem> items, IReadOnlyList<CatalogKit> kits, IReadOnlyList<Person> people)
    {
        Locations = locations;
        Items = items;
        Kits = kits;
        People = people;
    }

    /// <summary>Location codes: the warehouse first, then the stores.</summary>
    public IReadOnlyList<string> Locations { get; }

    public IReadOnlyList<CatalogItem> Items { get; }

    /// <summary>Bundles; the last one has a bundle in it.</summary>
    public IReadOnlyList<CatalogKit> Kits { get; }

    public IReadOnlyList<Person> People { get; }

    public static string NameOf(string location) => location == Warehouse ? "Web warehouse" : $"Store {location[1..]}";

    public static RetailerCatalog Draw(RetailerScale scale, Random random)
    {
        var items = Enumerable.Range(0, scale.Items).Select(index => new CatalogItem(
            $"{1000 + index}", $"{Makes[random.Next(Makes.Length)]} {Sorts[random.Next(Sorts.Length)]} {1000 + index}", Price(random),
            [.. Enumerable.Range(1, scale.VariantsPerItem).Select(variant => $"{variant:00}")])).ToList();
        var people = Enumerable.Range(0, scale.Customers).Select(index => Person.Draw(index, Given[random.Next(Given.Length)], Family[random.Next(Family.Length)], random.NextDouble())).ToList();
        return new([Warehouse, .. Enumerable.Range(1, scale.Stores).Select(store => $"S{store}")], items, [.. Bundles(items[0]).Take(scale.Kits)], people);
    }

    /// <summary>What a kit is made of, down to goods that have stock; what is no kit is itself.</summary>
    public IEnumerable<(string Sku, int Units)> PartsOf(string sku, int units = 1) => Kits.FirstOrDefault(kit => kit.Sku == sku) is { } kit
        ? kit.Parts.SelectMany(part => PartsOf(part.Sku, part.Units * units)).GroupBy(part => part.Sku).Select(same => (same.Key, same.Sum(part => part.Units)))
        : [(sku, units)];

    /// <summary>A tenth cheaper than one by one, so that most prices don't divide by the parts.</summary>
    private static IEnumerable<CatalogKit> Bundles(CatalogItem item)
    {
        if (item.Variants.Count < 4)
        {
            yield break;
        }

        var skus = item.Variants.Select(item.SkuOf).ToList();
        yield return new("KIT1", $"{item.Name}, bundle of three", decimal.Round(item.Price * 2.7m, 2), [new(skus[0], 1), new(skus[1], 2)]);
        yield return new("KIT2", $"{item.Name}, bundle of two", decimal.Round(item.Price * 1.8m, 2), [new(skus[1], 1), new(skus[2], 1)]);
        yield return new("KIT3", $"{item.Name}, gift box", decimal.Round(item.Price * 2.7m, 2), [new("KIT2", 1), new(skus[3], 1)]);
    }

    public static decimal Price(Random random) => random.Next(5, 200) + (random.Next(4) switch { 0 => 0m, 1 => 0.50m, 2 => 0.95m, _ => 0.99m });
}

/// <summary>One product of the ERP.</summary>
internal sealed record CatalogItem(string Number, string Name, decimal Price, IReadOnlyList<string> Variants)
{
    public string SkuOf(string variant) => $"{Number}-{variant}";
}

/// <summary>One bundle: an item of the ERP without stock of its own.</summary>
internal sealed record CatalogKit(string Sku, string Name, decimal Price, IReadOnlyList<RetailKitPart> Parts);

/// <summary>One person, known to the web shop, to the stores, or to both.</summary>
internal sealed record Person(string First, string Last, string Email, string Phone, bool OnWeb, bool InStores)
{
    public static Person Draw(int index, string first, string last, double where) => new(
        first, last, $"customer{index:0000}@shoppers.example", $"+4420794{index:00000}", OnWeb: where < 0.8, InStores: where is < 0.2 or >= 0.8);
}
