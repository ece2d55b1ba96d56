using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox.Tests.Retail;

/// <summary>A small world in which everything is right, to be broken in one thing.</summary>
internal static class World
{
    public const string Ada = "ada@shoppers.example";
    public const string Bob = "bob@shoppers.example";
    private static readonly Place ShirtInWarehouse = new("1001-01", "WEB");
    private static readonly Place ShirtInStore = new("1001-01", "S1");
    private static readonly Place HatInStore = new("1002-01", "S1");
    private static readonly Place TwinsInStore = new("TWINS", "S1");

    /// <summary>Ada bought two shirts on the web and brought one back to the store; somebody bought a hat and two shirts in one box there; Bob had a hat on the web refunded, that nobody can sell again.</summary>
    public static WorldState Right() => new()
    {
        Day = new(Started: true, Ended: true, Done: 5, Planned: 5, WebhooksWaiting: 0, Failure: null),
        Sales =
        [
            new("web-1", 43.95m, Ada, [new(ShirtInWarehouse, 2, 19.5m)]),
            new("web-2", 12.40m, Bob, [new(new("1002-01", "WEB"), 1, 12.40m)]),
            new("pos-1", 14.99m, null, [new(HatInStore, 1, 14.99m)]),
            new("pos-3", 35m, null, [new(TwinsInStore, 1, 35m)]),
        ],
        Returns =
        [
            new("pos-2", 19.50m, Ada, [new(ShirtInStore, 1, 19.5m)], Restocked: true),
            new("web-3", 12.40m, Bob, [new(new("1002-01", "WEB"), 1, 12.40m)], Restocked: false),
        ],
        Documents =
        [
            new("web-1", CreditMemo: false, 43.95m, Ada, [(ShirtInWarehouse, 2)]),
            new("web-2", CreditMemo: false, 12.40m, Bob, [(new("1002-01", "WEB"), 1)]),
            new("pos-1", CreditMemo: false, 14.99m, null, [(HatInStore, 1)]),
            new("pos-3", CreditMemo: false, 35m, null, [(ShirtInStore, 2)]),
            new("pos-2", CreditMemo: true, 19.50m, Ada, [(ShirtInStore, 1)]),
            new("web-3", CreditMemo: true, 12.40m, Bob, []),
        ],
        Sellable = new Dictionary<Place, decimal> { [ShirtInWarehouse] = 8, [ShirtInStore] = 3 },
        Offered = new Dictionary<string, IReadOnlyDictionary<Place, decimal>>
        {
            ["web"] = new Dictionary<Place, decimal> { [ShirtInWarehouse] = 8, [ShirtInStore] = 3, [HatInStore] = 0, [TwinsInStore] = 1 },
            ["pos"] = new Dictionary<Place, decimal> { [ShirtInStore] = 3, [HatInStore] = 0, [TwinsInStore] = 1 },
        },
        Places = [("web", ShirtInWarehouse), ("web", ShirtInStore), ("web", HatInStore), ("pos", ShirtInStore), ("pos", HatInStore), ("pos", TwinsInStore)],
        Kits = new Dictionary<string, IReadOnlyList<(string Sku, int Units)>> { ["TWINS"] = [("1001-01", 2)] },
        Prices = new Dictionary<string, decimal> { ["1001-01"] = 21m, ["1002-01"] = 14.99m },
        Listed = new Dictionary<string, IReadOnlyList<(string Sku, decimal Price)>> { ["web"] = [("1001-01", 21m), ("1002-01", 14.99m)], ["pos"] = [("1001-01", 21m), ("1002-01", 14.99m)] },
        Profiles = [new("p-ada", Ada, 19), new("p-bob", Bob, 0)],
        Shoppers = [new(Ada, "Leeds"), new(Bob, "")],
        ErpCustomers = [new(Ada, "Leeds"), new(Bob, "")],
    };

    /// <summary>Replaces one document.</summary>
    public static WorldState Posted(this WorldState world, string reference, Func<DocumentFact, DocumentFact> change) =>
        world with { Documents = [.. world.Documents.Select(document => document.Reference == reference ? change(document) : document)] };

    public static WorldState Without(this WorldState world, string reference) => world with { Documents = [.. world.Documents.Where(document => document.Reference != reference)] };

    public static WorldState Doubled(this WorldState world, string reference) => world with { Documents = [.. world.Documents, world.Documents.Single(document => document.Reference == reference)] };

    /// <summary>Makes a channel offer another number of units.</summary>
    public static WorldState Offering(this WorldState world, string channel, Place place, decimal? units)
    {
        var changed = world.Offered[channel].Where(pair => pair.Key != place).ToDictionary(pair => pair.Key, pair => pair.Value);
        if (units is { } number)
        {
            changed[place] = number;
        }

        return world with { Offered = new Dictionary<string, IReadOnlyDictionary<Place, decimal>>(world.Offered) { [channel] = changed } };
    }

    public static WorldState Listing(this WorldState world, string channel, params (string Sku, decimal Price)[] variants) =>
        world with { Listed = new Dictionary<string, IReadOnlyList<(string Sku, decimal Price)>>(world.Listed) { [channel] = variants } };

    public static WorldState With(this WorldState world, params ProfileFact[] profiles) => world with { Profiles = profiles };

    public static WorldState Knowing(this WorldState world, params PersonFact[] customers) => world with { ErpCustomers = customers };
}
