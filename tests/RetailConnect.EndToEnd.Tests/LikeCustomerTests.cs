using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Customers whom no address and no number identifies, judged by the ERP's customers and documents and the club's profiles: a link that is wrong is worse than a customer too many.</summary>
public sealed class LikeCustomerTests
{
    private const string Source = "frappe/ecommerce_integrations#11";
    private const string WrongPerson = "BCApps#6459";
    private const string SpacedNumber = "BCApps#10256";
    private const string Mail = "ada@home.example";
    private static readonly HomeAddress Home = new("12 Mill Lane", "LS1 4AP", "Leeds");

    [Fact]
    [Cites("one person, two customers", Source, SpacedNumber)]
    public async Task Who_gives_the_till_the_same_name_house_and_number_is_the_shops_customer()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            await AddAdaAsync(retailer);
            var before = Counted(retailer);
            var profile = retailer.Sandbox.Square.AddCustomer("ADA", "Lovelacé", "", "(020) 7946 9111", Home with { Street = "Mill Lane 12" });
            var sale = await SellAsync(retailer, profile);
            Assert.Equal(before, Counted(retailer));
            Assert.Equal(Mail, BuyerOf(retailer, "pos", sale.Id));
            Assert.Equal(Mail, EarnerOf(retailer, "pos", sale.Id));
            await AssertSkippedAsync(retailer, profile, Reasons.LinkedByLikeness);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a link to the wrong person", WrongPerson)]
    public async Task Father_and_son_in_one_house_are_asked_about_without_their_details_and_nobody_is_linked()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var father = await AddAdaAsync(retailer);
            var before = Counted(retailer);
            var son = await AddSonAsync(retailer);
            Assert.Equal(before, Counted(retailer));
            var letters = await retailer.LettersAsync();
            Assert.Equal([("club", Reasons.PossibleDuplicate), ("erp", Reasons.PossibleDuplicate)], letters.Select(letter => (letter.Lane.Target, letter.Reason)).Order());
            Assert.All(letters, letter =>
            {
                Assert.Equal($"{CanonicalIds.Of("pos", son)} is new and may be {CanonicalIds.Of("web", father)} (likeness 0.86).", letter.Detail);
                Assert.Contains("KeepApartAsync", letter.Advice, StringComparison.Ordinal);
            });
            Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
        });
    }

    [Fact]
    [Cites("a link to the wrong person", WrongPerson)]
    public async Task They_are_two_is_remembered_over_restarts_and_never_asked_again()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var father = await AddAdaAsync(retailer);
            var before = Counted(retailer);
            var son = await AddSonAsync(retailer);
            await Identities(retailer).KeepApartAsync(RetailerInProcess.Tenant, son, father, "anna", CancellationToken.None);
            await ReplayAsync(retailer);
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            await retailer.SettledAsync();

            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            retailer.Sandbox.Square.MoveCustomer(son, Home with { Street = "12 Mill Ln" });
            var sale = await SellAsync(retailer, son);
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            Assert.Equal("bob@work.example", BuyerOf(retailer, "pos", sale.Id));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("one person, two customers", Source)]
    public async Task They_are_one_is_a_merge_and_the_replay_writes_no_second_customer()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var ada = await AddAdaAsync(retailer);
            var before = Counted(retailer);
            var profile = await AddSonAsync(retailer);
            await Identities(retailer).MergeAsync(RetailerInProcess.Tenant, profile, ada, "anna", CancellationToken.None);
            await ReplayAsync(retailer);
            Assert.Equal(before, Counted(retailer));
            var sale = await SellAsync(retailer, profile);
            Assert.Equal(before, Counted(retailer));
            Assert.Equal((Mail, Mail), (BuyerOf(retailer, "pos", sale.Id), EarnerOf(retailer, "pos", sale.Id)));
            await AssertSkippedAsync(retailer, profile, Reasons.MergedProfile);
            await retailer.SettledAsync();
        });
    }

    [Theory]
    [InlineData("two", "bob@work.example")]
    [InlineData("one", Mail)]
    [Cites("orders lost behind a customer that nobody decided about", Source, "BCApps#10092")]
    public async Task An_order_of_who_is_asked_about_is_parked_with_the_customer_and_posted_with_one_replay(string answer, string buyer)
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var ada = await AddAdaAsync(retailer);
            var profile = await AddSonAsync(retailer);
            var sale = await SellAsync(retailer, profile);
            var letters = await retailer.LettersAsync();
            Assert.Equal(["customers", "customers", "loyalty", "orders"], letters.Select(letter => letter.Lane.Sync).Order());
            Assert.All(letters, letter => Assert.Equal(Reasons.PossibleDuplicate, letter.Reason));
            Assert.DoesNotContain(retailer.Sandbox.BusinessCentral.Documents, document => document.Reference == ReferenceOf("pos", sale.Id));

            await (answer is "two"
                ? Identities(retailer).KeepApartAsync(RetailerInProcess.Tenant, ada, profile, "anna", CancellationToken.None).AsTask()
                : Identities(retailer).MergeAsync(RetailerInProcess.Tenant, profile, ada, "anna", CancellationToken.None).AsTask());
            await ReplayAsync(retailer);
            Assert.Equal((buyer, buyer), (BuyerOf(retailer, "pos", sale.Id), EarnerOf(retailer, "pos", sale.Id)));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("an order that waits for a person is not lost when the answer comes soon", Source)]
    public async Task An_order_that_is_still_waiting_when_the_answer_comes_needs_no_replay_of_its_own()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var ada = await AddAdaAsync(retailer);
            var profile = await AddSonAsync(retailer);
            var sale = Sell(retailer, profile);
            await Task.Delay(TimeSpan.FromSeconds(30), retailer.Time);
            Assert.Equal(2, (await retailer.LettersAsync()).Count);
            await Identities(retailer).MergeAsync(RetailerInProcess.Tenant, profile, ada, "anna", CancellationToken.None);
            await ReplayAsync(retailer);
            Assert.Equal(Mail, BuyerOf(retailer, "pos", sale.Id));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a link to the wrong person", WrongPerson, SpacedNumber)]
    public async Task A_link_that_was_wrong_is_taken_back_and_not_made_again()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            await AddAdaAsync(retailer);
            var before = Counted(retailer);
            var profile = retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "020 7946 9111", Home);
            await retailer.QuietAsync();
            Assert.Equal(before, Counted(retailer));

            await Identities(retailer).UnmergeAsync(RetailerInProcess.Tenant, CanonicalIds.Of("pos", profile), "anna", CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            retailer.Sandbox.Square.CorrectPhone(profile, "020 79469111");
            var sale = await SellAsync(retailer, profile);
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            Assert.Equal(("", ""), (BuyerOf(retailer, "pos", sale.Id), EarnerOf(retailer, "pos", sale.Id)));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a link to the wrong person", WrongPerson)]
    public async Task Who_only_shares_house_name_or_number_is_a_customer_of_their_own_and_nobody_is_asked()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            await AddAdaAsync(retailer);
            var before = Counted(retailer);
            retailer.Sandbox.Square.AddCustomer("Bert", "Lovelace", "", "020 7946 9111", Home);
            retailer.Sandbox.Square.AddCustomer("Grace", "Hopper", "", "020 7946 9111", Home);
            retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "", new("3 Old Road", "BS1 1AA", "Bristol"));
            retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "");
            await retailer.QuietAsync();
            Assert.Equal((before.Erp + 4, before.Club + 4), Counted(retailer));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a bad line stops the others", "BCApps#8396")]
    public async Task While_the_shop_cant_be_read_a_customer_who_may_be_one_of_its_own_waits_and_the_others_go_on()
    {
        var shop = new Away("shopify", "CustomersById");
        await using var retailer = Create();
        retailer.Wire = shop.Over;
        await retailer.RunAsync(async () =>
        {
            await AddAdaAsync(retailer);
            var before = Counted(retailer);
            shop.IsAway = true;
            retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "020 7946 9111", Home);
            retailer.Sandbox.Square.AddCustomer("Zoe", "Other", "zoe@home.example", "");
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            Assert.True(shop.Refused > 0);
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            shop.IsAway = false;
            await retailer.QuietAsync();
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("one person, two customers", Source)]
    public async Task Who_was_found_to_be_new_is_new_for_all_targets_whatever_the_profile_says_later()
    {
        var club = new Away("talon-one", "customer_profiles");
        await using var retailer = Create();
        retailer.Wire = club.Over;
        await retailer.RunAsync(async () =>
        {
            await AddAdaAsync(retailer);
            var before = Counted(retailer);
            club.IsAway = true;
            var profile = retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "020 7946 9111", new("3 Old Road", "BS1 1AA", "Bristol"));
            await Task.Delay(TimeSpan.FromSeconds(10), retailer.Time);
            Assert.Equal((before.Erp + 1, before.Club), Counted(retailer));
            retailer.Sandbox.Square.MoveCustomer(profile, Home);
            await Task.Delay(TimeSpan.FromSeconds(10), retailer.Time);
            Assert.True(club.Refused > 0);
            club.IsAway = false;
            await retailer.QuietAsync();
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            await retailer.SettledAsync();
        });
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [Cites("a link that a crash cuts in two", Source, "OCA/connector-magento#165")]
    public async Task A_host_that_dies_around_the_link_leaves_one_customer(string when)
    {
        await using var retailer = Create();
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(12), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await AddAdaAsync(retailer);
            var before = Counted(retailer);
            await retailer.BuryHostAsync();

            // The commit of links alone that follows the read of the shop's profile is that of the decision.
            var asked = 0;
            var boundaries = new Boundaries((_, name, _) => name.StartsWith("after shopify CustomersById", StringComparison.Ordinal) ? ++asked < 0 : asked > 0 && name == $"{when} commit of others");
            await retailer.StartHostAsync(boundaries);
            retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "020 7946 9111", Home);
            await boundaries.Ended;
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.Equal(before, Counted(retailer));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("one person, two customers", Source)]
    public async Task Who_registers_in_the_shop_and_at_the_till_at_once_is_one_customer_and_each_sale_is_posted_once()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var before = Counted(retailer);
            var shop = retailer.Sandbox.Shopify.AddCustomer("Ada", "Lovelace", Mail, "+442079469111", Home);
            var till = retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "020 7946 9111", Home);
            var sale = Sell(retailer, till);
            var order = await retailer.BuyAsync(retailer.Basket() with { Customer = shop });
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            Assert.Equal(BuyerOf(retailer, "web", order.Id), BuyerOf(retailer, "pos", sale.Id));
            Assert.Equal(EarnerOf(retailer, "web", order.Id), EarnerOf(retailer, "pos", sale.Id));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("no safe testing", "frappe/erpnext#7920")]
    public async Task A_dry_run_decides_and_saves_nothing_of_it()
    {
        await using var retailer = Create(dry: true);
        await retailer.RunAsync(async () =>
        {
            var ada = await AddAdaAsync(retailer);
            var profile = retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "020 7946 9111", Home);
            await retailer.QuietAsync();
            await AssertSkippedAsync(retailer, profile, Reasons.LinkedByLikeness);
            Assert.NotEqual((await FindAsync(retailer, ada)).Person, (await FindAsync(retailer, profile)).Person);
        });
    }

    [Fact]
    [Cites("matching is a setting", Source)]
    public async Task Nobody_is_matched_by_likeness_unless_the_settings_say_so()
    {
        await using var retailer = Retailers.Create(Retailers.Small);
        await retailer.RunAsync(async () =>
        {
            await AddAdaAsync(retailer);
            var before = Counted(retailer);
            retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "", "020 7946 9111", Home);
            await retailer.QuietAsync();
            Assert.Equal((before.Erp + 1, before.Club + 1), Counted(retailer));
            await retailer.SettledAsync();
        });
    }

    private static RetailerInProcess Create(bool dry = false) => Retailers.Create(Retailers.Small, (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, customers: sync =>
    {
        sync.Options.Likeness = new CustomerLikeness();
        sync.DryRun = dry;
    }));

    private static async Task<string> AddAdaAsync(RetailerInProcess retailer)
    {
        var id = retailer.Sandbox.Shopify.AddCustomer("Ada", "Lovelace", Mail, "+442079469111", Home);
        await retailer.QuietAsync();
        return id;
    }

    /// <summary>Somebody at the till with the same name, house and number, and another e-mail address.</summary>
    private static async Task<string> AddSonAsync(RetailerInProcess retailer)
    {
        var id = retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "bob@work.example", "020 7946 9111", Home);
        await retailer.QuietAsync();
        return id;
    }

    private static PosOrder Sell(RetailerInProcess retailer, string customer)
    {
        var till = retailer.Sandbox.Square.Locations[0];
        var sku = retailer.Sandbox.Square.Variations.Select(variation => variation.Sku).Order(StringComparer.Ordinal).First(sku => retailer.Sandbox.Square.Look(sku, till) is { Quantity: > 2 });
        return retailer.Sandbox.Square.Sell(new StoreSale(till, customer, [(sku, 1, 0m)], 0m, Cash: false));
    }

    private static async Task<PosOrder> SellAsync(RetailerInProcess retailer, string customer)
    {
        var sale = Sell(retailer, customer);
        await retailer.QuietAsync();
        return sale;
    }

    private static (int Erp, int Club) Counted(RetailerInProcess retailer) => (retailer.Sandbox.BusinessCentral.Customers.Count, retailer.Sandbox.TalonOne.Profiles.Count);

    private static string ReferenceOf(string origin, string id) => CanonicalIds.Of(origin, id).Value;

    /// <summary>The e-mail address of whose customer in the ERP has an order.</summary>
    private static string BuyerOf(RetailerInProcess retailer, string origin, string id) =>
        retailer.Sandbox.BusinessCentral.Customers.Single(customer => customer.Number == retailer.Sandbox.BusinessCentral.Documents.Single(document => document.Reference == ReferenceOf(origin, id)).Customer).Email;

    /// <summary>The e-mail address of whose profile in the club has the points of an order.</summary>
    private static string EarnerOf(RetailerInProcess retailer, string origin, string id) =>
        retailer.Sandbox.TalonOne.Profiles.Single(profile => profile.Id == retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == ReferenceOf(origin, id)).Profile).Email;

    private static ICustomerIdentities Identities(RetailerInProcess retailer) => retailer.Host.GetRequiredService<ICustomerIdentities>();

    private static async Task<CustomerIdentity> FindAsync(RetailerInProcess retailer, string id) => (await Identities(retailer).FindAsync(RetailerInProcess.Tenant, id, CancellationToken.None))!;

    /// <summary>Replays all that waits for the answer, as a person would: by reason.</summary>
    private static async Task ReplayAsync(RetailerInProcess retailer)
    {
        await retailer.Host.GetRequiredService<IDeadLetters>().ReplayAllAsync(new(RetailerInProcess.Tenant) { Reason = Reasons.PossibleDuplicate }, "anna", null, CancellationToken.None);
        await retailer.QuietAsync();
    }

    private static async Task AssertSkippedAsync(RetailerInProcess retailer, string id, string reason)
    {
        var history = retailer.Host.GetRequiredService<IEntityHistory>();
        var told = new List<string?>();
        foreach (var entity in await history.FindAsync(RetailerInProcess.Tenant, id, CancellationToken.None))
        {
            told.AddRange((await history.LoadAsync(RetailerInProcess.Tenant, entity, id, 50, CancellationToken.None)).Envelopes.Select(envelope => envelope.Reason));
        }

        var person = await history.LoadAsync(RetailerInProcess.Tenant, new(EntityType.Customer, CanonicalIds.Of("pos", id)), id, 50, CancellationToken.None);
        Assert.Contains(reason, told.Concat(person.Envelopes.Select(envelope => envelope.Reason)));
    }
}
