using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Customers of the web shop at the till, judged from the till's own directory.</summary>
public sealed class TillCustomerTests
{
    private const string Source = "frappe/ecommerce_integrations#11";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Theory]
    [InlineData("none", 41)]
    [InlineData("storm", 42)]
    [InlineData("storm", 43)]
    [Cites("one person, two customers", Source, "BCApps#6459")]
    public async Task After_a_day_everybody_stands_at_the_till_once(string faults, int seed)
    {
        var lost = new LostCustomers();
        await using var retailer = Retailer(new() { Seed = seed, Scale = Small() with { CustomerChanges = 40 }, Faults = faults is "storm" ? FaultProfile.Storm : FaultProfile.None }, wire: lost.Over);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            if (faults is "storm")
            {
                for (var stop = 1; stop <= 3; stop++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(4 + stop), retailer.Time);
                    await retailer.StopHostAsync();
                    await Task.Delay(TimeSpan.FromSeconds(stop), retailer.Time);
                    await retailer.StartHostAsync();
                }
            }

            await retailer.QuietAsync();
            await SettledAsync(retailer);
        });

        Assert.Empty(Differences(retailer.Sandbox));
        Assert.All(retailer.Sandbox.Prove(), proof => Assert.True(proof.Holds, proof.ToString()));
        Assert.True(lost is { Made: > 0, Changed: > 0 }, $"Lost were {lost.Made} and {lost.Changed} answers.");
    }

    /// <summary>Nobody reads the till's customers here, so only the till itself knows that they are there.</summary>
    [Fact]
    [Cites("one person, two customers", Source)]
    public async Task Who_stands_there_already_is_linked_and_not_doubled()
    {
        await using var retailer = Retailer(new() { Seed = 5, Scale = Nobody }, from: ["web"]);
        var sandbox = retailer.Sandbox;
        var (byMail, byPhone) = (sandbox.Square.AddCustomer("A.", "Lovelace", "ADA@shoppers.example", ""), sandbox.Square.AddCustomer("Grace", "Hopper", "", "+44 (20) 7946-0222"));
        var other = sandbox.Square.AddCustomer("Bert", "Lovelace", "bert@shoppers.example", "+442079460111");
        await RunAsync(retailer, async () =>
        {
            sandbox.Shopify.AddCustomer("Ada", "Lovelace", "ada@shoppers.example", "+442079460111");
            sandbox.Shopify.AddCustomer("Grace", "Hopper", "grace@shoppers.example", "+442079460222");
            await retailer.QuietAsync();
            await SettledAsync(retailer);
        });

        Assert.Equal([byMail, byPhone, other], sandbox.Square.Profiles.Select(profile => profile.Id));
        Assert.Equal(["Ada Lovelace", "Grace Hopper", "Bert Lovelace"], sandbox.Square.Profiles.Select(profile => profile.Name));
        Assert.Equal([true, true, false], sandbox.Square.Profiles.Select(profile => profile.Reference.StartsWith("web-", StringComparison.Ordinal)));
        Assert.Equal(("grace@shoppers.example", "bert@shoppers.example"), (sandbox.Square.Profiles[1].Email, sandbox.Square.Profiles[2].Email));
    }

    [Fact]
    [Cites("poison line", "BCApps#8396", "woocommerce-square#44")]
    public async Task A_bad_phone_number_is_a_dead_letter_and_the_others_go_on()
    {
        await using var retailer = Retailer(new() { Seed = 5, Scale = Nobody });
        IReadOnlyList<DeadLetter> letters = [];
        await RunAsync(retailer, async () =>
        {
            for (var i = 0; i < 7; i++)
            {
                retailer.Sandbox.Shopify.AddCustomer("Ada", $"The {i}.", $"ada{i}@shoppers.example", i == 3 ? "+4412" : $"+4420794603{i:00}");
            }

            await retailer.QuietAsync();
            letters = await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 10, CancellationToken.None);
        });

        Assert.Equal([0, 1, 2, 4, 5, 6], retailer.Sandbox.Square.Profiles.Select(profile => profile.Email[3] - '0').Order());
        var letter = Assert.Single(letters);
        Assert.Equal(("pos", Reasons.Rejected), (letter.Lane.Target, letter.Reason));
        Assert.Contains("INVALID_PHONE_NUMBER at phone_number", letter.Detail, StringComparison.Ordinal);
    }

    /// <summary>Square's search shows a new customer only a minute later, and its memory of keys may be short: one of the two tells.</summary>
    [Theory]
    [InlineData(60, 86_400)]
    [InlineData(0, 0)]
    [Cites("duplicates after a lost answer", "OCA/connector-magento#165", "woocommerce-square#232")]
    public async Task A_lost_answer_makes_no_second_customer(int lagSeconds, int remembered)
    {
        var lost = new LostCustomers { StaysAway = true };
        await using var retailer = Retailer(
            new() { Seed = 5, Scale = Nobody, SquareSearchLag = TimeSpan.FromSeconds(lagSeconds), SquareKeysRemembered = TimeSpan.FromSeconds(remembered) }, from: ["web"], wire: lost.Over);
        await RunAsync(retailer, async () =>
        {
            var ada = retailer.Sandbox.Shopify.AddCustomer("Ada", "Lovelace", "ada@shoppers.example", "+442079460111");
            while (lost.Made == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
            }

            // She moves before anybody knows whether she is there: the newer content takes the older one's place, and meets its effect.
            retailer.Sandbox.Shopify.MoveCustomer(ada, "Leeds");
            await Task.Delay(TimeSpan.FromSeconds(15), retailer.Time);
            lost.StaysAway = false;
            await retailer.QuietAsync();
            await SettledAsync(retailer);
        });

        var profile = Assert.Single(retailer.Sandbox.Square.Profiles);
        Assert.Equal(("ada@shoppers.example", "Leeds"), (profile.Email, profile.City));
    }

    /// <summary>The next host has newer content than what the dead one sent, or still has under way.</summary>
    [Theory]
    [InlineData("before", "create")]
    [InlineData("during", "create")]
    [InlineData("after", "create")]
    [InlineData("before", "update")]
    [InlineData("during", "update")]
    [InlineData("after", "update")]
    [Cites("duplicates after a restart", "OCA/connector-magento#165", "woocommerce-square#483")]
    public async Task A_host_that_dies_around_a_write_leaves_one_customer_with_the_newest_address(string when, string call)
    {
        await using var retailer = Retailer(new() { Seed = 5, Scale = Nobody, SquareSearchLag = TimeSpan.FromMinutes(1) }, from: ["web"]);
        var boundaries = new Boundaries((_, name, _) => name == $"{when} square POST /v2/customers/bulk-{call}");
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync(boundaries);
            await retailer.QuietAsync();
            var ada = retailer.Sandbox.Shopify.AddCustomer("Ada", "Lovelace", "ada@shoppers.example", "+442079460111");
            if (call is "update")
            {
                await retailer.QuietAsync();
                retailer.Sandbox.Shopify.MoveCustomer(ada, "Leeds");
            }

            await boundaries.Ended;
            retailer.Sandbox.Shopify.MoveCustomer(ada, "Bristol");
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
            await SettledAsync(retailer);
        });

        var profile = Assert.Single(retailer.Sandbox.Square.Profiles);
        Assert.Equal(("ada@shoppers.example", "Bristol"), (profile.Email, profile.City));
    }

    [Fact]
    [Cites("echo loops", "ALAppExtensions#26516")]
    public async Task What_was_written_to_the_till_comes_back_as_an_echo_and_what_staff_changes_does_not()
    {
        await using var retailer = Retailer(new() { Seed = 5, Scale = Nobody });
        var sandbox = retailer.Sandbox;
        await RunAsync(retailer, async () =>
        {
            sandbox.Shopify.AddCustomer("Ada", "Lovelace", "ada@shoppers.example", "+442079460111");
            await retailer.QuietAsync();
            var written = sandbox.Square.Profiles.Single();
            var skipped = await LanesAsync(retailer);
            Assert.All(skipped, lane => Assert.Equal(lane.Lane.Target is "pos" ? 0 : 1, lane.Skipped));
            sandbox.Square.CorrectPhone(written.Id, "+442079460999");
            await retailer.QuietAsync();
            Assert.Equal(written.Version + 1, sandbox.Square.Profiles.Single().Version);
            Assert.Equal(skipped.Select(lane => lane.Skipped), (await LanesAsync(retailer)).Select(lane => lane.Skipped));
            await SettledAsync(retailer);
        });
    }

    /// <summary>What was written to the till is read there late: something newer is on its way to it by then, or has arrived since, or others were away meanwhile.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [Cites("echo loops", "ALAppExtensions#26516")]
    public async Task What_comes_back_late_does_not_take_the_place_of_what_is_newer(bool erpIsAway, bool movesAgain)
    {
        var till = new LateTill();
        var erp = new Away("business-central", "/customers");
        await using var retailer = Retailer(new() { Seed = 5, Scale = Nobody }, wire: (name, inner) => till.Over(name, erp.Over(name, inner)));
        var sandbox = retailer.Sandbox;
        await RunAsync(retailer, async () =>
        {
            var ada = sandbox.Shopify.AddCustomer("Ada", "Lovelace", "ada@shoppers.example", "+442079460111");
            await retailer.QuietAsync();
            erp.IsAway = erpIsAway;
            till.HoldsAfter = "Bristol";
            sandbox.Shopify.MoveCustomer(ada, "Bristol");
            await UntilAsync(retailer, () => till.IsHeld);
            if (movesAgain)
            {
                sandbox.Shopify.MoveCustomer(ada, "Leeds");
                await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            }

            till.Reads();
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            till.Writes();
            await UntilAsync(retailer, () => sandbox.Square.Profiles.Single().City == (movesAgain ? "Leeds" : "Bristol"));
            erp.IsAway = false;
            await retailer.QuietAsync();
            await SettledAsync(retailer);
        });

        var town = movesAgain ? "Leeds" : "Bristol";
        Assert.Equal((town, town), (sandbox.Square.Profiles.Single().City, sandbox.BusinessCentral.Customers.Single(customer => customer.Email == "ada@shoppers.example").City));
    }

    /// <summary>Staff changes a customer at the till while something of the shop's is on its way there: whichever of the two stands in the end stands everywhere.</summary>
    [Fact]
    [Cites("echo loops", "ALAppExtensions#26516")]
    public async Task Two_who_change_a_customer_at_the_same_time_end_with_one_word()
    {
        var till = new LateTill();
        await using var retailer = Retailer(new() { Seed = 5, Scale = Nobody }, wire: till.Over);
        var sandbox = retailer.Sandbox;
        await RunAsync(retailer, async () =>
        {
            var ada = sandbox.Shopify.AddCustomer("Ada", "Lovelace", "ada@shoppers.example", "+442079460111");
            await retailer.QuietAsync();
            till.HoldsAfter = "Bristol";
            sandbox.Shopify.MoveCustomer(ada, "Bristol");
            await UntilAsync(retailer, () => till.IsHeld);
            sandbox.Shopify.MoveCustomer(ada, "Leeds");
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            sandbox.Square.MoveCustomer(sandbox.Square.Profiles.Single().Id, new("1 High Street", "YO1 1AA", "York"));
            till.Reads();
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            till.Writes();
            await retailer.QuietAsync();
            await SettledAsync(retailer);
        });

        Assert.Equal(sandbox.Square.Profiles.Single().City, sandbox.BusinessCentral.Customers.Single(customer => customer.Email == "ada@shoppers.example").City);
    }

    private static async Task UntilAsync(RetailerInProcess retailer, Func<bool> happened)
    {
        for (var looks = 0; !happened(); looks++)
        {
            Assert.True(looks < 600, "It did not happen within ten minutes.");
            await Task.Delay(TimeSpan.FromSeconds(1), retailer.Time);
        }
    }

    private static RetailerScale Nobody { get; } = Small() with { Customers = 0 };

    private static RetailerScale Small() => new RetailerScale().Times(0.05);

    /// <summary>What the till's directory should show of the people whom the shop knows, and does not.</summary>
    private static IEnumerable<string> Differences(RetailSandbox sandbox)
    {
        var there = sandbox.Square.Profiles.ToLookup(profile => profile.Email, StringComparer.OrdinalIgnoreCase);
        foreach (var person in sandbox.Shopify.Customers)
        {
            if (there[person.Email].ToList() is not [var profile])
            {
                yield return $"{person.Email} stands there {there[person.Email].Count()} times";
            }
            else if (person.City.Length > 0 && profile.City != person.City)
            {
                yield return $"{person.Email} lives in '{profile.City}' at the till and in '{person.City}' in the shop";
            }
        }

        foreach (var twice in there.Where(group => group.Count() > 1))
        {
            yield return $"{twice.Key} stands there {twice.Count()} times";
        }
    }

    private static RetailerInProcess Retailer(SandboxOptions options, string[]? from = null, Func<string, HttpMessageHandler, HttpMessageHandler>? wire = null) => new(options)
    {
        Compose = (tenant, vendors) => Compose(tenant, vendors, from ?? ["web", "pos"]), Wire = wire ?? ((_, inner) => inner),
    };

    private static void Compose(TenantBuilder tenant, SandboxAddresses vendors, string[] from) => tenant
        .AddBusinessCentral("erp", options => Connections.Configure(options, vendors))
        .AddShopify("web", options => Connections.Configure(options, vendors))
        .AddSquare("pos", options => Connections.Configure(options, vendors))
        .AddTalonOne("club", options => Connections.Configure(options, vendors))
        .AddKits(vendors)
        .SyncCatalog(from: "erp", to: ["web", "pos"], sync => Often(sync.Options))
        .SyncInventory(from: "erp", to: ["web", "pos"], sync => Often(sync.Options))
        .SyncOrders(from: ["web", "pos"], to: "erp", sync => Often(sync.Options))
        .SyncCustomers(from: from, to: ["erp", "club", "pos"], sync => Often(sync.Options))
        .SyncLoyalty(from: ["web", "pos"], to: "club", sync => Often(sync.Options))
        .SyncReturns(from: ["web", "pos"], to: ["erp", "club"], sync => Often(sync.Options));

    private static void Often(SyncOptions options)
    {
        options.Every = TimeSpan.FromSeconds(3);
        options.Overlap = TimeSpan.FromSeconds(5);
    }

    private static Task RunAsync(RetailerInProcess retailer, Func<Task> work) => Pump.RunAsync(retailer.Time, Longest, async () =>
    {
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
        await work();
    });

    private static async Task<IReadOnlyList<Tally>> LanesAsync(RetailerInProcess retailer) =>
        [.. (await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Lanes.Where(lane => lane.Lane.Sync == "customers")];

    private static async Task SettledAsync(RetailerInProcess retailer)
    {
        Assert.Empty((await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None)).Select(letter => $"{letter.Lane}: {letter.Reason} {letter.Detail}"));
        Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
    }
}
