namespace RetailConnect.Sandbox.Retail;

/// <summary>What the simulated retailer sells, where, and to whom: drawn from one seed.</summary>
internal sealed class RetailerCatalog
{
    public const string Warehouse = "WEB";
    private static readonly string[] Sorts = ["Shirt", "Jacket", "Trousers", "Dress", "Coat", "Scarf", "Boots", "Sneakers", "Belt", "Hat"];
    private static readonly string[] Makes = ["Linen", "Wool", "Cotton", "Denim", "Silk", "Leather", "Canvas", "Fleece"];
    private static readonly string[] Given = ["Ada", "Alan", "Barbara", "Donald", "Edsger", "Grace", "John", "Katherine", "Ken", "Leslie", "Margaret", "Niklaus"];
    private static readonly string[] Family = ["Álvarez", "Brown", "Çelik", "Dubois", "Evans", "Fischer", "Grünwald", "Hansen", "Ito", "Jansen", "Kowalski", "Lindström"];

    private RetailerCatalog(IReadOnlyList<string> locations, IReadOnlyList<CatalogItem> items, IReadOnlyList<Person> people)
    {
        Locations = locations;
        Items = items;
        People = people;
    }

    /// <summary>Location codes: the warehouse first, then the stores.</summary>
    public IReadOnlyList<string> Locations { get; }

    public IReadOnlyList<CatalogItem> Items { get; }

    public IReadOnlyList<Person> People { get; }

    public static string NameOf(string location) => location == Warehouse ? "Web warehouse" : $"Store {location[1..]}";

    public static RetailerCatalog Draw(RetailerScale scale, Random random)
    {
        var items = Enumerable.Range(0, scale.Items).Select(index => new CatalogItem(
            $"{1000 + index}", $"{Makes[random.Next(Makes.Length)]} {Sorts[random.Next(Sorts.Length)]} {1000 + index}", Price(random),
            [.. Enumerable.Range(1, scale.VariantsPerItem).Select(variant => $"{variant:00}")])).ToList();
        var people = Enumerable.Range(0, scale.Customers).Select(index => Person.Draw(index, Given[random.Next(Given.Length)], Family[random.Next(Family.Length)], random.NextDouble())).ToList();
        return new([Warehouse, .. Enumerable.Range(1, scale.Stores).Select(store => $"S{store}")], items, people);
    }

    public static decimal Price(Random random) => random.Next(5, 200) + (random.Next(4) switch { 0 => 0m, 1 => 0.50m, 2 => 0.95m, _ => 0.99m });
}

/// <summary>One product of the ERP.</summary>
internal sealed record CatalogItem(string Number, string Name, decimal Price, IReadOnlyList<string> Variants)
{
    public string SkuOf(string variant) => $"{Number}-{variant}";
}

/// <summary>One person, known to the web shop, to the stores, or to both.</summary>
internal sealed record Person(string First, string Last, string Email, string Phone, bool OnWeb, bool InStores)
{
    public static Person Draw(int index, string first, string last, double where) => new(
        first, last, $"customer{index:0000}@shoppers.example", $"+4420794{index:00000}", OnWeb: where < 0.8, InStores: where is < 0.2 or >= 0.8);
}
