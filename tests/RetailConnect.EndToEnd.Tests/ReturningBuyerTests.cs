using Microsoft.Extensions.DependencyInjection;
using static RetailConnect.EndToEnd.Tests.ErasedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Who was erased and orders again is a new person.</summary>
public sealed class ReturningBuyerTests
{
    [Fact]
    [Cites("a new customer who is linked to the erased one", "awesomemotive/easy-digital-downloads#6498")]
    public async Task Who_orders_again_is_a_new_person_and_what_was_before_stays_the_erased_ones()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            var old = await retailer.BuyAsync(Basket(retailer, person));
            var erased = await DoneAsync(retailer, person);
            var order = await retailer.BuyAsync(Basket(retailer, person));
            var customer = Assert.Single(retailer.Sandbox.BusinessCentral.Customers, customer => customer.Email == Email);
            Assert.Equal(customer.Number, retailer.Document(order)!.Customer);
            Assert.NotEqual(customer.Number, retailer.Document(old)!.Customer);
            Assert.Single(retailer.Sandbox.TalonOne.Profiles, profile => profile.Email == Email && profile.Points > 0);

            retailer.Sandbox.Shopify.Refund(old.Id, [(old.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            Assert.Equal(retailer.Document(old)!.Customer, Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo).Customer);

            // The new person can be erased too, with a receipt of its own.
            var again = await DoneAsync(retailer, person);
            Assert.NotEqual(erased.Person, again.Person);
            Assert.False(again.WasErasedBefore);
            Assert.DoesNotContain(retailer.Sandbox.BusinessCentral.Customers, customer => customer.Email == Email);
            Assert.Equal(2, (await retailer.Host.GetRequiredService<IErasures>().ListAsync(RetailerInProcess.Tenant, open: false, CancellationToken.None)).Count);
            AssertForgotten(retailer);
            await retailer.SettledAsync();
        });
    }

    /// <summary>The profile came to the erased person by a merge; it is nobody's second profile when it comes back.</summary>
    [Fact]
    [Cites("one person, two customers", "frappe/ecommerce_integrations#11")]
    public async Task Who_was_merged_into_the_erased_person_comes_back_as_a_new_one_too()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var person = await AppearAsync(retailer);
            retailer.Sandbox.Shopify.AddCustomer("Quill", "Zabrowsky", "quill@zabrowsky.example", "+442079460778");
            await retailer.QuietAsync();
            var second = retailer.Sandbox.Shopify.Customers.Single(customer => customer.Email == "quill@zabrowsky.example").Id;
            await retailer.Host.GetRequiredService<ICustomerIdentities>().MergeAsync(RetailerInProcess.Tenant, second, person, "anna", CancellationToken.None);
            await DoneAsync(retailer, person);

            var order = await retailer.BuyAsync(Basket(retailer, second));
            Assert.Equal(Assert.Single(retailer.Sandbox.BusinessCentral.Customers, customer => customer.Email == "quill@zabrowsky.example").Number, retailer.Document(order)!.Customer);
            await retailer.SettledAsync();
        });
    }
}
