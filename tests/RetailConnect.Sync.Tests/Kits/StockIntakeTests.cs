using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Tests.Kits;

/// <summary>A look at a part is a look at all that is offered by it.</summary>
public sealed class StockIntakeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<Kit> Kits = [new(new("BOX"), [new(new("A"), 1), new(new("B"), 2)]), new(new("BAD"), [])];

    [Fact]
    public async Task A_level_brings_its_kits_once_at_its_place_and_where_its_place_is_one_of_several()
    {
        var found = await AcceptAsync([Level("A", "loc-s1"), Level("B", "loc-s1"), Level("C", "loc-s1")], new LocationGroup("web", "WEB", ["WEB", "S1"]));
        Assert.Equal(["A@loc-s1", "B@loc-s1", "C@loc-s1", "A@loc-web", "BOX@loc-s1", "BOX@loc-web", "B@loc-web", "C@loc-web"], found.Select(change => change.Entity.Value));
        Assert.All(found.Skip(3), change => Assert.Equal((null, Noon), (change.Value!.OnHand, change.Value.ObservedAt)));
    }

    [Fact]
    public async Task A_level_that_is_in_the_page_itself_is_looked_at_once() =>
        Assert.Equal(["A@loc-s1", "A@loc-web", "BOX@loc-s1", "BOX@loc-web"], (await AcceptAsync([Level("A", "loc-s1"), Level("A", "loc-web")], new LocationGroup("web", "WEB", ["WEB", "S1"]))).Select(change => change.Entity.Value));

    [Theory]
    [InlineData("BOX")]
    [InlineData("BAD")]
    public async Task What_the_ERP_says_or_cannot_say_of_a_kit_is_a_look_at_its_parts(string kit)
    {
        var unreadable = Change.Unreadable<StockLevel>(StockLevel.IdOf(new(kit), "loc-s1"), "1", new(FaultKind.Rejected, "It has no inventory."));
        foreach (var told in new[] { unreadable, Level(kit, "loc-s1") })
        {
            var change = Assert.Single(await AcceptAsync([told]));
            Assert.Equal((kit, null, null), (change.Value!.Sku.Value, change.Value.OnHand, change.Fault));
        }
    }

    [Fact]
    public async Task The_same_page_is_accepted_the_same()
    {
        Change<StockLevel>[] page = [Level("B", "loc-s1"), Level("A", "loc-s1")];
        Assert.Equal((await AcceptAsync(page)).Select(change => CanonicalJson.Fingerprint(change.Value!)), (await AcceptAsync(page)).Select(change => CanonicalJson.Fingerprint(change.Value!)));
    }

    private static Change<StockLevel> Level(string sku, string location) =>
        Change.Upserted(StockLevel.IdOf(new(sku), location), "1", new StockLevel { Sku = new(sku), Location = location, Available = 7, OnHand = 7, ObservedAt = Noon });

    private static async Task<IReadOnlyList<Change<StockLevel>>> AcceptAsync(IReadOnlyList<Change<StockLevel>> changes, params LocationGroup[] groups)
    {
        var erp = new CrosswalkScope(TestConnection.Tenant, EntityType.Location, "erp");
        var intake = new StockIntake(new KitBook(new(TestConnection.Tenant, [], [], []) { Kits = Kits }, null, TimeProvider.System), groups, new MemoryCrosswalk().Link(erp, "S1", "loc-s1").Link(erp, "WEB", "loc-web"));
        return [.. (await intake.AcceptAsync(new(TestConnection.Tenant, "erp", Noon), changes, CancellationToken.None)).Select(found => found.Change)];
    }
}
