using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Two profiles that turn out to be one person, judged by the ERP's documents and the club's points.</summary>
public sealed class CustomerMergeTests
{
    private const string Source = "frappe/ecommerce_integrations#11";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Fact]
    [Cites("one person, two customers", Source, "BCApps#6459")]
    public async Task After_a_merge_all_documents_and_points_are_one_persons_and_what_was_before_stays()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async alias =>
        {
            var before = await PlaceAsync(retailer, alias.Profile);
            await MergeAsync(retailer, alias);
            var after = await PlaceAsync(retailer, alias.Profile);
            var own = await PlaceAsync(retailer, alias.Person);
            Assert.Equal(("second", "first", "first"), (Buyer(retailer, alias, before), Buyer(retailer, alias, after), Buyer(retailer, alias, own)));
            Assert.Equal(("second", "first", "first"), (Earner(retailer, alias, before), Earner(retailer, alias, after), Earner(retailer, alias, own)));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("one person, two customers", Source)]
    public async Task A_return_of_what_was_bought_before_the_merge_goes_to_who_bought_it()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async alias =>
        {
            var order = await PlaceAsync(retailer, alias.Profile);
            await MergeAsync(retailer, alias);
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            var credit = Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
            Assert.Equal(Document(retailer, order).Customer, credit.Customer);
            Assert.Equal(0, retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference()).Points);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a merge that a crash cuts in two", Source)]
    public async Task A_merge_survives_the_host_and_is_done_once_however_often_it_is_asked_for()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async alias =>
        {
            var first = await MergeAsync(retailer, alias);
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            var again = await MergeAsync(retailer, alias);
            Assert.Equal(first.Person, again.Person);
            Assert.Equal(alias.Profile, Assert.Single(Assert.Single(again.Merged).Profiles).External.Value);
            Assert.Equal(again.Person, (await Identities(retailer).FindAsync(RetailerInProcess.Tenant, alias.Profile, CancellationToken.None))!.Person);
            Assert.Equal("first", Buyer(retailer, alias, await PlaceAsync(retailer, alias.Profile)));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a merge that was wrong", Source, "BCApps#10256")]
    public async Task A_merge_that_is_taken_back_gives_each_their_own_again()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async alias =>
        {
            var merged = await MergeAsync(retailer, alias);
            var during = await PlaceAsync(retailer, alias.Profile);
            var apart = await Identities(retailer).UnmergeAsync(RetailerInProcess.Tenant, merged.Merged[0].Person, "anna", CancellationToken.None);
            Assert.Equal(merged.Merged[0].Person, apart.Person);
            Assert.Empty((await Identities(retailer).FindAsync(RetailerInProcess.Tenant, alias.Person, CancellationToken.None))!.Merged);
            var after = await PlaceAsync(retailer, alias.Profile);
            Assert.Equal(("first", "second", "first"), (Buyer(retailer, alias, during), Buyer(retailer, alias, after), Buyer(retailer, alias, await PlaceAsync(retailer, alias.Person))));
            await Assert.ThrowsAsync<InvalidOperationException>(() => Identities(retailer).UnmergeAsync(RetailerInProcess.Tenant, apart.Person, "anna", CancellationToken.None).AsTask());
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a merge that was wrong", Source, "BCApps#10256")]
    public async Task Merges_one_upon_the_other_are_taken_back_one_by_one_last_first()
    {
        await using var retailer = Retailer(aliases: 2);
        await RunAsync(retailer, async alias =>
        {
            var last = retailer.Sandbox.Aliases[1].Person;
            var second = (await FindAsync(retailer, alias.Profile)).Person;
            var first = (await MergeAsync(retailer, alias)).Person;
            var all = await Identities(retailer).MergeAsync(RetailerInProcess.Tenant, first.Value, last, "anna", CancellationToken.None);
            Assert.Equal(first, Assert.Single(all.Merged).Person);
            Assert.Equal([alias.Profile, alias.Person], all.Merged[0].Profiles.Where(profile => profile.Connection == "web").Select(profile => profile.External.Value).OrderBy(id => id == alias.Person));
            Assert.Equal(last, (await BuyerOfAsync(retailer, alias.Profile)).Id);

            var early = await Assert.ThrowsAsync<InvalidOperationException>(() => Identities(retailer).UnmergeAsync(RetailerInProcess.Tenant, second, "anna", CancellationToken.None).AsTask());
            Assert.Contains(first.Value, early.Message, StringComparison.Ordinal);
            var apart = await Identities(retailer).UnmergeAsync(RetailerInProcess.Tenant, first, "anna", CancellationToken.None);
            Assert.Equal(second, Assert.Single(apart.Merged).Person);
            Assert.Equal(alias.Person, (await BuyerOfAsync(retailer, alias.Profile)).Id);

            await Identities(retailer).UnmergeAsync(RetailerInProcess.Tenant, second, "anna", CancellationToken.None);
            Assert.Equal(alias.Profile, (await BuyerOfAsync(retailer, alias.Profile)).Id);
            Assert.Equal(alias.Person, (await BuyerOfAsync(retailer, alias.Person)).Id);
            Assert.Empty((await FindAsync(retailer, last)).Merged);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("duplicates", "OCA/connector-magento#165")]
    public async Task An_order_that_is_on_its_way_during_the_merge_is_posted_once_to_one_of_the_two()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async alias =>
        {
            var orders = new List<ShopOrder>();
            for (var i = 0; i < 4; i++)
            {
                orders.Add(Place(retailer, alias.Profile));
                await Task.Delay(TimeSpan.FromMilliseconds(300), retailer.Time);
                if (i == 1)
                {
                    await MergeAsync(retailer, alias);
                }
            }

            await retailer.QuietAsync();
            Assert.All(orders, order => Assert.Contains(Buyer(retailer, alias, order), new[] { "first", "second" }));
            Assert.Equal("first", Buyer(retailer, alias, orders[^1]));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a second profile's details written over the first's", "BCApps#10256")]
    public async Task What_the_second_profile_says_of_itself_changes_nothing_of_the_person()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async alias =>
        {
            await MergeAsync(retailer, alias);
            var before = retailer.Sandbox.BusinessCentral.Customers.Order().ToList();
            retailer.Sandbox.Shopify.MoveCustomer(alias.Profile, "Aberdeen");
            await retailer.QuietAsync();
            Assert.Equal(before, retailer.Sandbox.BusinessCentral.Customers.Order());

            // The page with that change was matched after the merge, and did not undo it.
            Assert.Equal("first", Buyer(retailer, alias, await PlaceAsync(retailer, alias.Profile)));
            var lanes = (await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Lanes.Where(lane => lane.Lane.Sync == "customers");
            Assert.All(lanes, lane => Assert.NotEqual(0, lane.Skipped));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("silent failure", "BCApps#10092")]
    public async Task Who_is_not_known_is_named()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async alias =>
        {
            var nobody = await Assert.ThrowsAsync<ArgumentException>(() => Identities(retailer).MergeAsync(RetailerInProcess.Tenant, "gid://shopify/Customer/404", alias.Person, "anna", CancellationToken.None).AsTask());
            Assert.Contains("404", nobody.Message, StringComparison.Ordinal);
            Assert.Null(await Identities(retailer).FindAsync(RetailerInProcess.Tenant, "gid://shopify/Customer/404", CancellationToken.None));
        });
    }

    private static RetailerInProcess Retailer(int aliases = 1) => new(new SandboxOptions { Seed = 11, Scale = new RetailerScale { Aliases = aliases }.Times(0.02) }) { Compose = Northwind.Compose };

    private static Task RunAsync(RetailerInProcess retailer, Func<ShopAlias, Task> work) => Pump.RunAsync(retailer.Time, Longest, async () =>
    {
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
        await work(retailer.Sandbox.Aliases[0]);
    });

    private static ICustomerIdentities Identities(RetailerInProcess retailer) => retailer.Host.GetRequiredService<ICustomerIdentities>();

    private static async Task<CustomerIdentity> FindAsync(RetailerInProcess retailer, string id) => (await Identities(retailer).FindAsync(RetailerInProcess.Tenant, id, CancellationToken.None))!;

    private static async Task<CustomerIdentity> MergeAsync(RetailerInProcess retailer, ShopAlias alias) =>
        await Identities(retailer).MergeAsync(RetailerInProcess.Tenant, alias.Profile, alias.Person, "anna", CancellationToken.None);

    private static async Task<ShopOrder> PlaceAsync(RetailerInProcess retailer, string customer)
    {
        var order = Place(retailer, customer);
        await retailer.QuietAsync();
        return order;
    }

    private static ShopOrder Place(RetailerInProcess retailer, string customer)
    {
        var place = retailer.Sandbox.Shopify.Locations.MaxBy(place => retailer.Sandbox.Shopify.Levels.Count(level => level.Location == place.Name && level.Available > 8));
        var sku = retailer.Sandbox.Shopify.Levels.Where(level => level.Location == place.Name && level.Available > 8).Select(level => level.Sku).Order(StringComparer.Ordinal).First();
        return retailer.Sandbox.Shopify.PlaceOrder(new ShopBasket(customer, place.Id, [(sku, 1, 0m)], 4.95m, 0m));
    }

    private static Sandbox.BusinessCentral.ErpDocument Document(RetailerInProcess retailer, ShopOrder order) => retailer.Sandbox.BusinessCentral.Documents.Single(document => document.Reference == order.Reference() && !document.CreditMemo);

    /// <summary>Whose customer in the ERP has the order.</summary>
    private static string Buyer(RetailerInProcess retailer, ShopAlias alias, ShopOrder order) =>
        Which(retailer, alias, retailer.Sandbox.BusinessCentral.Customers.Single(customer => customer.Number == Document(retailer, order).Customer).Email);

    /// <summary>Lets a customer of the shop buy something, and returns the one whose customer in the ERP has it.</summary>
    private static async Task<ShopCustomer> BuyerOfAsync(RetailerInProcess retailer, string customer)
    {
        var document = Document(retailer, await PlaceAsync(retailer, customer));
        return retailer.Sandbox.Shopify.Customers.Single(one => one.Email == retailer.Sandbox.BusinessCentral.Customers.Single(erp => erp.Number == document.Customer).Email);
    }

    /// <summary>Whose profile in the club has the order's points.</summary>
    private static string Earner(RetailerInProcess retailer, ShopAlias alias, ShopOrder order) =>
        Which(retailer, alias, retailer.Sandbox.TalonOne.Profiles.Single(profile => profile.Id == retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference()).Profile).Email);

    private static string Which(RetailerInProcess retailer, ShopAlias alias, string email) =>
        email == retailer.Sandbox.Shopify.Customers.Single(customer => customer.Id == alias.Person).Email ? "first" : email == retailer.Sandbox.Shopify.Customers.Single(customer => customer.Id == alias.Profile).Email ? "second" : email;
}
