using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static RetailConnect.EndToEnd.Tests.ErasedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A person who wants to be forgotten, judged by what the store's file holds and by what the simulators do afterwards.</summary>
public sealed class ErasureTests
{
    [Fact]
    [Cites("personal data that stays after an erasure", "opengento/magento2-gdpr#94", "synolia/SyliusGDPRPlugin#34", "mozilla/fxa#290")]
    public async Task Nothing_of_an_erased_person_is_left_in_the_tables_nor_in_the_files_nor_in_a_log()
    {
        var log = new StringWriter();
        await using var retailer = Retailer();
        retailer.Logs = new LinesLogger(retailer.Time, TextWriter.Synchronized(log), LogLevel.Trace);
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            await retailer.BuyAsync(Basket(retailer, person));
            retailer.Sandbox.Shopify.MoveCustomer(person, "Xanthville");
            await retailer.QuietAsync();
            var (tables, files) = (StoreText.Tables(retailer.Folder), StoreText.Files(retailer.Folder));
            Assert.All(Personal, text => Assert.Contains(text, tables, StringComparison.Ordinal));
            Assert.Contains(Email, files, StringComparison.Ordinal);

            var receipt = await DoneAsync(retailer, person);
            AssertForgotten(retailer);
            Assert.Equal(("anna", false), (receipt.By, receipt.WasErasedBefore));
            Assert.Contains(receipt.Places, place => place is { Place: ErasedPlace.Store, Outcome: ErasureOutcome.Replaced, Count: >= 4 });
            Assert.Contains(receipt.Profiles, profile => profile == new ErasedProfile("web", person));
            await retailer.SettledAsync();

            // What the connections did is what the receipt says.
            Assert.DoesNotContain(retailer.Sandbox.BusinessCentral.Customers, customer => customer.Email == Email || customer.City == "Xanthville");
            Assert.DoesNotContain(retailer.Sandbox.TalonOne.Profiles, profile => profile.Email == Email);
            Assert.Equal([person], retailer.Sandbox.Shopify.Erasures);
            Assert.Equal(
                [("club", ErasureOutcome.Erased), ("club", ErasureOutcome.Kept), ("erp", ErasureOutcome.ByHand), ("erp", ErasureOutcome.Kept), ("erp", ErasureOutcome.Replaced), ("web", ErasureOutcome.Requested)],
                receipt.Places.Where(place => place.Place != ErasedPlace.Store).Select(place => (place.Place, place.Outcome)).OrderBy(place => place.Place, StringComparer.Ordinal).ThenBy(place => $"{place.Outcome}", StringComparer.Ordinal));
        });
        Assert.Contains("anna", log.ToString(), StringComparison.Ordinal);
        Assert.All(Personal, text => Assert.DoesNotContain(text, log.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    [Cites("personal data that is written back after an erasure", "spree/spree#14560")]
    public async Task What_an_erased_profile_says_later_is_skipped_and_not_even_written_down()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            await DoneAsync(retailer, person);
            await retailer.QuietAsync();
            var before = (Skipped: await SkippedAsync(retailer), Erp: Erp(retailer));
            retailer.Sandbox.Shopify.MoveCustomer(person, "Xanthville");
            await retailer.QuietAsync();
            Assert.Equal(before.Erp, Erp(retailer));
            Assert.True(await SkippedAsync(retailer) > before.Skipped);
            AssertForgotten(retailer);
            var story = Assert.Single(await retailer.Host.GetRequiredService<IExplanations>().ExplainAsync(RetailerInProcess.Tenant, person, CancellationToken.None));
            Assert.Contains(story.Events, item => item.Reason == Reasons.Erased);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("what was queued before an erasure is sent after it", "PicPeak/picpeak#1593")]
    public async Task A_change_that_was_on_its_way_never_arrives()
    {
        var erp = new RefusingErp();
        await using var retailer = Retailer(erp);
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            var before = Erp(retailer);
            erp.Status = HttpStatusCode.ServiceUnavailable;
            retailer.Sandbox.Shopify.MoveCustomer(person, "Xanthville");
            while ((await StatusAsync(retailer)).Lanes.All(lane => lane.Lane is not { Sync: "customers", Target: "erp" } || lane.Pending == 0))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), retailer.Time);
            }

            var first = await EraseAsync(retailer, person);
            Assert.Null(first.DoneAt);
            Assert.Contains(first.Places, place => place.Outcome is ErasureOutcome.Waiting);

            // The ERP refuses the erasure too, until it is back; then it empties the customer, and nobody fills it again.
            await Task.Delay(TimeSpan.FromMinutes(2), retailer.Time);
            Assert.Contains((await FindAsync(retailer, person))!.Places, place => place is { Place: "erp", Outcome: ErasureOutcome.Failed });
            erp.Status = null;
            await DoneAsync(retailer, person, ask: false);
            await retailer.QuietAsync();
            Assert.Equal(before.Count, Erp(retailer).Count);
            Assert.DoesNotContain(Erp(retailer), customer => customer.Email == Email || customer.City == "Xanthville");
            AssertForgotten(retailer);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("personal data in a table that the erasure forgot", "synolia/SyliusGDPRPlugin#34")]
    public async Task A_parked_change_ends_and_what_the_vendor_said_of_the_person_goes_with_it()
    {
        var erp = new RefusingErp { Says = $"The e-mail {Email} of Quillon Zabrowsky is not valid." };
        await using var retailer = Retailer(erp);
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            erp.Status = HttpStatusCode.BadRequest;
            retailer.Sandbox.Shopify.MoveCustomer(person, "Xanthville");
            await retailer.QuietAsync();
            var letter = Assert.Single(await retailer.LettersAsync());
            erp.Status = null;
            await DoneAsync(retailer, person);
            AssertForgotten(retailer);
            Assert.Equal(0, await retailer.DeadLetters.ReplayAsync(RetailerInProcess.Tenant, [letter.Envelope], CancellationToken.None));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("order data that the erasure leaves as it was", "opengento/magento2-gdpr#94")]
    public async Task A_parked_order_is_kept_as_long_as_it_is_needed_and_what_was_said_about_it_goes_once_it_ended()
    {
        var erp = new RefusingErp { About = "salesOrders", Says = "Zabrowsky is blocked." };
        await using var retailer = Retailer(erp);
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            erp.Status = HttpStatusCode.BadRequest;
            var order = await retailer.BuyAsync(Basket(retailer, person));
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Contains("Zabrowsky", letter.Detail, StringComparison.Ordinal);

            var receipt = await DoneAsync(retailer, person);
            Assert.Contains(receipt.Places, place => place is { Place: ErasedPlace.Store, Outcome: ErasureOutcome.Kept, Count: 1 } && place.Why!.Contains("parked", StringComparison.Ordinal));
            Assert.Equal(letter, Assert.Single(await retailer.LettersAsync()));

            erp.Status = null;
            await retailer.Engine.ReplayAsync(RetailerInProcess.Tenant, [letter.Envelope], CancellationToken.None);
            await retailer.QuietAsync();
            Assert.NotNull(retailer.Document(order));

            // A host that starts looks through the documents, as one does once a day.
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await Task.Delay(TimeSpan.FromSeconds(30), retailer.Time);
            AssertForgotten(retailer);
            Assert.DoesNotContain((await FindAsync(retailer, person))!.Places, place => place.Why?.Contains("parked", StringComparison.Ordinal) is true);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("an erasure that breaks the books", "woocommerce/woocommerce#20059")]
    public async Task What_the_person_bought_before_is_credited_to_the_same_customer_and_not_more_than_was_paid()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            var order = await retailer.BuyAsync(Basket(retailer, person, units: 2));
            await DoneAsync(retailer, person);
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            var credit = Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
            Assert.Equal(retailer.Document(order)!.Customer, credit.Customer);
            AssertForgotten(retailer);
            await retailer.SettledAsync();
            Assert.Equal(1m, Assert.Single(credit.Lines).Units);

            // The proofs know people by their e-mail addresses, which are gone; stock has none, and the comparisons go by references.
            Assert.True(Assert.Single(retailer.Sandbox.Prove(), proof => proof.Name == "stock").Holds);
            foreach (var (sync, target) in new[] { ("orders", "erp"), ("returns", "erp"), ("loyalty", "club") })
            {
                Assert.Empty((await retailer.Host.GetRequiredService<IReconciliation>().CompareAsync(new(RetailerInProcess.Tenant, sync, target), null, CancellationToken.None)).Discrepancies);
            }
        });
    }

    [Fact]
    [Cites("an order of an erased person that gets stuck", "nuobit/odoo-addons#942")]
    public async Task An_order_of_an_erased_person_whom_the_erp_never_had_is_posted_as_one_without_a_customer()
    {
        var erp = new RefusingErp();
        await using var retailer = Retailer(erp);
        await retailer.RunAsync(async () =>
        {
            var before = Erp(retailer);
            erp.Status = HttpStatusCode.ServiceUnavailable;
            var person = Appear(retailer);
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            var order = retailer.Sandbox.Shopify.PlaceOrder(Basket(retailer, person));
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            await DoneAsync(retailer, person);
            erp.Status = null;
            await retailer.QuietAsync();
            Assert.Equal(before, Erp(retailer));
            Assert.NotNull(retailer.Document(order));
            AssertForgotten(retailer);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a second erasure that counts as a failure", "spree/spree#14560")]
    public async Task A_second_erasure_changes_nothing_and_says_so()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            var first = await DoneAsync(retailer, person);
            var before = StoreText.Tables(retailer.Folder).Split('\n').Where(IsLasting).ToList();
            var again = await retailer.Host.GetRequiredService<IErasures>().EraseAsync(RetailerInProcess.Tenant, person, "bert", CancellationToken.None);
            Assert.True(again.WasErasedBefore);
            Assert.Equal((first.AskedAt, first.DoneAt, "anna"), (again.AskedAt, again.DoneAt, again.By));
            Assert.Equal(before, StoreText.Tables(retailer.Folder).Split('\n').Where(IsLasting));
        });

        // The holder's beat and the streams' polls go on meanwhile.
        static bool IsLasting(string row) => !row.StartsWith("lease:", StringComparison.Ordinal) && !row.StartsWith("checkpoint:", StringComparison.Ordinal);
    }

    [Fact]
    [Cites("one person, two customers", "frappe/ecommerce_integrations#11")]
    public async Task Who_was_merged_into_the_person_is_erased_too()
    {
        await using var retailer = Retailer(aliases: 1);
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            var alias = retailer.Sandbox.Aliases[0].Profile;
            var other = retailer.Sandbox.Shopify.Customers.Single(customer => customer.Id == alias);
            var former = (await retailer.Host.GetRequiredService<ICustomerIdentities>().FindAsync(RetailerInProcess.Tenant, alias, CancellationToken.None))!.Person;
            await retailer.Host.GetRequiredService<ICustomerIdentities>().MergeAsync(RetailerInProcess.Tenant, alias, person, "anna", CancellationToken.None);
            Assert.Contains(other.Email, StoreText.Tables(retailer.Folder), StringComparison.Ordinal);
            var receipt = await DoneAsync(retailer, alias);
            Assert.Equal([former], receipt.Merged);
            Assert.Contains(receipt.Profiles, profile => profile == new ErasedProfile("web", alias));
            Assert.Equal(2, receipt.Profiles.Count(profile => profile.Connection == "erp"));
            AssertForgotten(retailer);
            Assert.DoesNotContain(other.Email, StoreText.Files(retailer.Folder), StringComparison.Ordinal);
            Assert.DoesNotContain(Hash(other.Email), StoreText.Tables(retailer.Folder), StringComparison.Ordinal);
            retailer.Sandbox.Shopify.MoveCustomer(alias, "Xanthville");
            await retailer.QuietAsync();
            AssertForgotten(retailer);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("a new customer who is linked to the erased one", "awesomemotive/easy-digital-downloads#6498")]
    public async Task Who_comes_back_with_a_new_profile_is_a_new_person()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            var erased = (await DoneAsync(retailer, person)).Person;
            var customers = retailer.Sandbox.BusinessCentral.Customers.Count;
            retailer.Sandbox.Square.AddCustomer("Quillon", "Zabrowsky", Email, Phone);
            await retailer.QuietAsync();
            var back = Assert.Single(retailer.Sandbox.Square.Customers, customer => customer.Email == Email).Id;
            var found = await retailer.Host.GetRequiredService<ICustomerIdentities>().FindAsync(RetailerInProcess.Tenant, back, CancellationToken.None);
            Assert.NotEqual(erased, found!.Person);
            Assert.Equal(customers + 1, retailer.Sandbox.BusinessCentral.Customers.Count);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("an erasure whose answer is lost", "opengento/magento2-gdpr#143")]
    public async Task An_answer_that_is_lost_is_asked_for_again_at_every_connection()
    {
        var lost = new LostErasures();
        await using var retailer = Retailer();
        retailer.Wire = lost.Over;
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            var till = retailer.Sandbox.Square.AddCustomer("Quillon", "Zabrowsky", Email, Phone);
            await retailer.QuietAsync();
            var receipt = await DoneAsync(retailer, person);
            Assert.Contains(receipt.Profiles, profile => profile == new ErasedProfile("pos", till));
            Assert.Equal(["business-central", "shopify", "square", "talon-one"], lost.Happened.Order(StringComparer.Ordinal));
            Assert.DoesNotContain(retailer.Sandbox.Square.Customers, customer => customer.Id == till);
            Assert.DoesNotContain(retailer.Sandbox.BusinessCentral.Customers, customer => customer.Email == Email);
            Assert.DoesNotContain(retailer.Sandbox.TalonOne.Profiles, profile => profile.Email == Email);

            // Shopify does not say that it has the request already, so a person looks.
            Assert.Equal([person], retailer.Sandbox.Shopify.Erasures);
            Assert.Equal(ErasureOutcome.ByHand, Assert.Single(receipt.Places, place => place.Place == "web").Outcome);
            await retailer.QuietAsync();
            AssertForgotten(retailer);
            await retailer.SettledAsync();
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    [Cites("an erasure that never comes to its end", "opengento/magento2-gdpr#143")]
    public async Task A_host_that_dies_during_an_erasure_leaves_it_undone_or_to_the_next_one(int passage)
    {
        var (armed, passed) = (false, 0);
        var boundaries = new Boundaries((_, name, _) => armed && name.EndsWith("commit of others", StringComparison.Ordinal) && ++passed == passage);
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            await retailer.BuyAsync(Basket(retailer, person));
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync(boundaries);
            await retailer.QuietAsync();
            armed = true;
            _ = EraseAsync(retailer, person);
            await boundaries.Ended;
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            if (passage == 1)
            {
                Assert.Null(await FindAsync(retailer, person));
                return;
            }

            // Nobody asks again.
            await DoneAsync(retailer, person, ask: false);
            AssertForgotten(retailer);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("silent failure", "BCApps#10092")]
    public async Task Who_is_not_known_is_named_and_every_connection_is_named_with_its_ids()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var nobody = await Assert.ThrowsAsync<ArgumentException>(() => retailer.Host.GetRequiredService<IErasures>().EraseAsync(RetailerInProcess.Tenant, "gid://shopify/Customer/404", "anna", CancellationToken.None).AsTask());
            Assert.Contains("404", nobody.Message, StringComparison.Ordinal);
            var person = await AppearAsync(retailer);
            Assert.Null(await FindAsync(retailer, person));
            var receipt = await DoneAsync(retailer, person);
            Assert.All(receipt.Profiles, profile => Assert.Contains(receipt.Places, place => place.Place == profile.Connection && place.Ids.Contains(profile.Id)));
            Assert.Equal(receipt.Person, Assert.Single(await retailer.Host.GetRequiredService<IErasures>().ListAsync(RetailerInProcess.Tenant, open: false, CancellationToken.None)).Person);
            Assert.Empty(await retailer.Host.GetRequiredService<IErasures>().ListAsync(RetailerInProcess.Tenant, open: true, CancellationToken.None));
        });
    }
}
