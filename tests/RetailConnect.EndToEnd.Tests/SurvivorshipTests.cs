using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Two sources know one person, and the settings say whose word stands, judged by the ERP's customer.</summary>
public sealed class SurvivorshipTests
{
    private const string Source = "frappe/ecommerce_integrations#11";
    private const string Overwritten = "BCApps#10256";
    private const string Mail = "ada@home.example";
    private static readonly HomeAddress Leeds = new("12 Mill Lane", "LS1 4AP", "Leeds");
    private static readonly HomeAddress Bristol = new("3 Old Road", "BS1 1AA", "Bristol");

    [Theory]
    [InlineData("shop first")]
    [InlineData("till first")]
    [InlineData("at once")]
    [Cites("one channel's details written over the other's", Overwritten)]
    public async Task The_preferred_sources_address_stands_whichever_comes_first(string order)
    {
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Address, "pos", "web"));
        await retailer.RunAsync(async () =>
        {
            foreach (var source in order is "till first" ? ["pos", "web"] : (string[])["web", "pos"])
            {
                _ = source is "web" ? AddToShop(retailer, Leeds) : AddToTill(retailer, Bristol);
                if (order is not "at once")
                {
                    await retailer.QuietAsync();
                }
            }

            await retailer.QuietAsync();
            Assert.Equal("Bristol", CityOf(retailer));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("one channel's details written over the other's", Overwritten)]
    public async Task What_changes_at_the_other_source_is_skipped_by_its_reason_and_what_changes_at_the_preferred_one_is_written()
    {
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Address, "pos", "web"));
        await retailer.RunAsync(async () =>
        {
            var (shop, till) = (AddToShop(retailer, Leeds), AddToTill(retailer, Bristol));
            await retailer.QuietAsync();
            retailer.Sandbox.Shopify.MoveCustomer(shop, "Aberdeen");
            await retailer.QuietAsync();
            Assert.Equal("Bristol", CityOf(retailer));
            Assert.Equal((OutcomeKind.Skipped, Reasons.KeptFromOther), await LastAsync(retailer, shop));
            Assert.Equal([new("customers", CustomerField.Address, "pos")], await TraceAsync(retailer, shop));

            retailer.Sandbox.Square.MoveCustomer(till, new("1 Sea Walk", "BN1 1AA", "Brighton"));
            await retailer.QuietAsync();
            Assert.Equal("Brighton", CityOf(retailer));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a blank that wipes what was known", Source)]
    public async Task A_blank_of_the_preferred_source_leaves_what_the_other_one_says_until_it_says_something()
    {
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Address, "pos", "web"));
        await retailer.RunAsync(async () =>
        {
            var (shop, till) = (AddToShop(retailer, Leeds), AddToTill(retailer, null));
            await retailer.QuietAsync();
            Assert.Equal([new("customers", CustomerField.Address, "web")], await TraceAsync(retailer, till));
            retailer.Sandbox.Square.CorrectPhone(till, "+442079469222");
            await retailer.QuietAsync();
            Assert.Equal("Leeds", CityOf(retailer));
            retailer.Sandbox.Shopify.MoveCustomer(shop, "Aberdeen");
            await retailer.QuietAsync();
            Assert.Equal("Aberdeen", CityOf(retailer));
            retailer.Sandbox.Square.MoveCustomer(till, Bristol);
            await retailer.QuietAsync();
            Assert.Equal("Bristol", CityOf(retailer));
            Assert.Equal([new("customers", CustomerField.Address, "pos")], await TraceAsync(retailer, till));
            await Assert.ThrowsAsync<ArgumentException>(async () => await TraceAsync(retailer, "nobody"));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("what was decided is forgotten by a restart", Source)]
    public async Task The_rule_holds_over_a_restart()
    {
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Address, "pos", "web"));
        await retailer.RunAsync(async () =>
        {
            var shop = AddToShop(retailer, Leeds);
            AddToTill(retailer, Bristol);
            await retailer.QuietAsync();
            await retailer.BuryHostAsync();
            retailer.Sandbox.Shopify.MoveCustomer(shop, "Aberdeen");
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.Equal("Bristol", CityOf(retailer));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("one channel's details written over the other's", Overwritten)]
    public async Task A_field_without_a_rule_is_what_was_said_last_and_a_field_with_one_is_not()
    {
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Email, "web"));
        await retailer.RunAsync(async () =>
        {
            var shop = AddToShop(retailer, Leeds);
            await retailer.QuietAsync();
            var till = AddToTill(retailer, Bristol);
            await retailer.QuietAsync();
            Assert.Equal("Bristol", CityOf(retailer));
            retailer.Sandbox.Shopify.MoveCustomer(shop, "Aberdeen");
            await retailer.QuietAsync();
            Assert.Equal("Aberdeen", CityOf(retailer));

            // She gives the till another address for her receipts.
            retailer.Sandbox.Square.CorrectEmail(till, "receipts@home.example");
            await retailer.QuietAsync();
            Assert.Equal(("Bristol", 0), (CityOf(retailer), retailer.Sandbox.BusinessCentral.Customers.Count(customer => customer.Email is "receipts@home.example")));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("unknown taken for blank", "woocommerce-square#529")]
    public async Task While_the_preferred_source_cant_be_read_nothing_is_written_over_what_it_said()
    {
        var till = new Away("square", "/v2/customers");
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Address, "pos", "web"));
        retailer.Wire = till.Over;
        await retailer.RunAsync(async () =>
        {
            var shop = AddToShop(retailer, Leeds);
            AddToTill(retailer, Bristol);
            await retailer.QuietAsync();
            till.IsAway = true;
            retailer.Sandbox.Shopify.MoveCustomer(shop, "Aberdeen");
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            Assert.True(till.Refused > 0);
            Assert.Equal("Bristol", CityOf(retailer));
            till.IsAway = false;
            await retailer.QuietAsync();
            Assert.Equal("Bristol", CityOf(retailer));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("echo loops", "ALAppExtensions#26516")]
    public async Task What_was_put_together_and_written_to_a_source_comes_back_as_an_echo()
    {
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Address, "web"), also: "pos");
        await retailer.RunAsync(async () =>
        {
            var shop = AddToShop(retailer, Leeds);
            var till = AddToTill(retailer, Bristol);
            await retailer.QuietAsync();
            Assert.Equal("Leeds", CityOf(retailer));
            retailer.Sandbox.Shopify.MoveCustomer(shop, "Aberdeen");
            await retailer.QuietAsync();
            var written = retailer.Sandbox.Square.Profiles.Single(profile => profile.Id == till);
            Assert.Equal(("Aberdeen", "Aberdeen"), (CityOf(retailer), written.City));
            Assert.Equal((OutcomeKind.Skipped, Reasons.Echo), await LastAsync(retailer, till));
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
            await retailer.QuietAsync();
            Assert.Equal(written.Version, retailer.Sandbox.Square.Profiles.Single(profile => profile.Id == till).Version);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a merge that was wrong", Source)]
    public async Task A_merged_persons_profile_has_no_say_however_much_its_source_is_preferred()
    {
        await using var retailer = Create(rules => rules.Prefer(CustomerField.Address, "pos", "web"));
        await retailer.RunAsync(async () =>
        {
            var shop = AddToShop(retailer, Leeds);
            var till = retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", "ada@work.example", "", Bristol);
            await retailer.QuietAsync();
            await retailer.Host.GetRequiredService<ICustomerIdentities>().MergeAsync(RetailerInProcess.Tenant, till, shop, "anna", CancellationToken.None);
            retailer.Sandbox.Shopify.MoveCustomer(shop, "Aberdeen");
            await retailer.QuietAsync();
            Assert.Equal("Aberdeen", CityOf(retailer));
            await retailer.SettledAsync();
        });
    }

    private static RetailerInProcess Create(Action<Survivorship> rules, string? also = null) => Retailers.Create(Retailers.Small, (tenant, vendors) => Compose(tenant, vendors, rules, also));

    private static void Compose(TenantBuilder tenant, SandboxAddresses vendors, Action<Survivorship> rules, string? also)
    {
        if (also is null)
        {
            Northwind.Compose(tenant, vendors, static _ => { }, customers: sync => rules(sync.Options.Survivorship));
            return;
        }

        tenant.AddBusinessCentral("erp", options => Connections.Configure(options, vendors)).AddShopify("web", options => Connections.Configure(options, vendors)).AddSquare("pos", options => Connections.Configure(options, vendors))
            .SyncCustomers(from: ["web", "pos"], to: ["erp", also], sync =>
            {
                sync.Every = TimeSpan.FromSeconds(3);
                sync.Options.Overlap = TimeSpan.FromSeconds(5);
                rules(sync.Options.Survivorship);
            });
    }

    private static string AddToShop(RetailerInProcess retailer, HomeAddress address) => retailer.Sandbox.Shopify.AddCustomer("Ada", "Lovelace", Mail, "+442079469111", address);

    private static string AddToTill(RetailerInProcess retailer, HomeAddress? address) => retailer.Sandbox.Square.AddCustomer("Ada", "Lovelace", Mail, "+442079469111", address);

    private static string CityOf(RetailerInProcess retailer) => Assert.Single(retailer.Sandbox.BusinessCentral.Customers, customer => customer.Email == Mail).City;

    private static async Task<IReadOnlyList<CustomerFieldSource>> TraceAsync(RetailerInProcess retailer, string id) =>
        await retailer.Host.GetRequiredService<ICustomerIdentities>().TraceAsync(RetailerInProcess.Tenant, id, CancellationToken.None);

    /// <summary>What became of the last change of a profile on its way to the ERP.</summary>
    private static async Task<(OutcomeKind? State, string? Reason)> LastAsync(RetailerInProcess retailer, string profile)
    {
        var history = retailer.Host.GetRequiredService<IEntityHistory>();
        var person = Assert.Single(await history.FindAsync(RetailerInProcess.Tenant, profile, CancellationToken.None), entity => entity.Type == EntityType.Customer);
        var last = (await history.LoadAsync(RetailerInProcess.Tenant, person, profile, 50, CancellationToken.None)).Envelopes.Where(envelope => envelope.Lane.Target is "erp" && envelope.Entity.Value == profile).MaxBy(envelope => envelope.Id)!;
        return (last.State, last.Reason);
    }
}
