using QuickStart;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>An order that a person places for a company belongs to the company's account in the ERP.</summary>
public sealed class CompanyOrderTests
{
    private const string Source = "BCApps#6910";

    [Fact]
    [Cites("B2B companies", Source)]
    public async Task An_order_for_a_company_is_posted_to_its_account_and_not_to_the_person()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Company = new(7, "Hilltop Ltd", "C00070") });
            Assert.Equal("C00070", retailer.Document(order)!.Customer);
            Assert.Contains(retailer.Sandbox.TalonOne.Sessions, session => session.Id == order.Reference());
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("B2B companies", Source)]
    public async Task A_branch_with_an_account_of_its_own_pays_itself()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Company = new(7, "Hilltop Ltd", "C00070", "C00071") });
            Assert.Equal("C00071", retailer.Document(order)!.Customer);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("B2B companies", Source)]
    public async Task A_company_whose_account_nobody_knows_is_for_a_person_and_is_posted_once_the_setting_names_it()
    {
        var companies = new Dictionary<string, string>();
        await using var retailer = Create(erp => companies.ToList().ForEach(company => erp.Companies[company.Key] = company.Value));
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Company = new(7, "Hilltop Ltd") });
            Assert.Null(retailer.Document(order));
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal("unknown-company", letter.Reason);
            Assert.Contains("gid://shopify/Company/7", letter.Advice, StringComparison.Ordinal);
            Assert.DoesNotContain("Hilltop", letter.Detail + letter.Advice, StringComparison.Ordinal);

            companies["gid://shopify/Company/7"] = "C00070";
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await retailer.Engine.ReplayAsync(RetailerInProcess.Tenant, [letter.Envelope], CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal("C00070", retailer.Document(order)!.Customer);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("B2B companies", Source)]
    public async Task An_account_that_the_erp_does_not_have_is_named()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            await retailer.BuyAsync(retailer.Basket() with { Company = new(7, "Hilltop Ltd", "C99999") });
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal("unknown-company", letter.Reason);
            Assert.Contains("C99999", letter.Detail, StringComparison.Ordinal);
        });
    }

    [Fact]
    [Cites("B2B companies", Source, "BCApps#8554")]
    public async Task What_a_company_sends_back_is_credited_to_its_account()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Company = new(7, "Hilltop Ltd", "C00070") });
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            Assert.Equal("C00070", Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo).Customer);
            await retailer.SettledAsync();
        });
    }

    private static RetailerInProcess Create(Action<BusinessCentralOptions>? erp = null)
    {
        var retailer = Retailers.Create(Retailers.Small, (tenant, vendors) => Northwind.Compose(tenant, vendors, erp ?? (static _ => { })));
        retailer.Sandbox.BusinessCentral.AddCustomer("C00070", "Hilltop Ltd");
        retailer.Sandbox.BusinessCentral.AddCustomer("C00071", "Hilltop Ltd, Dover");
        return retailer;
    }
}
