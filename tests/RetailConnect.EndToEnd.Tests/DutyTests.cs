using QuickStart;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What an order costs beside goods and shipping: import duties, fees, and taxes that a marketplace pays itself.</summary>
public sealed class DutyTests
{
    private const string DutyAccount = "2930";
    private const string ChannelTaxes = "6870";
    private const string Duty = "amzn/amazon-payments-magento-2-plugin#223";
    private const string ChannelTax = "BCApps#5200";

    [Fact]
    [Cites("duties and fees in the total", Duty)]
    public async Task Duties_and_fees_are_posted_to_their_accounts_and_the_document_balances()
    {
        await using var retailer = Create(erp => erp.DutyAccount = DutyAccount);
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Duty = 7.30m, Fee = 2.50m });
            var document = retailer.Document(order)!;
            Assert.Equal(order.Total, document.Total);
            Assert.Contains((DutyAccount, 7.30m), document.Accounts);
            Assert.Contains(("6840", 2.50m), document.Accounts);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("duties and fees in the total", Duty)]
    public async Task Duties_without_an_account_are_for_a_person_who_sees_which_setting_is_missing()
    {
        await using var retailer = Create(static _ => { });
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Duty = 7.30m });
            Assert.Null(retailer.Document(order));
            Assert.Equal("duty-account-missing", Assert.Single(await retailer.LettersAsync()).Reason);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Cites("duties and fees in the total", Duty)]
    public async Task A_refund_gives_the_duty_back_where_the_shop_did(bool duty)
    {
        await using var retailer = Create(erp => erp.DutyAccount = DutyAccount);
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Duty = 7.30m });
            var refund = retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true, duty);
            await retailer.QuietAsync();
            var memo = Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
            Assert.Equal(refund.Total, memo.Total);
            Assert.Equal(duty ? [(DutyAccount, 7.30m)] : [], memo.Accounts.Where(line => line.Account == DutyAccount));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("duties and fees in the total", Duty, "BCApps#7320")]
    public async Task An_order_with_duties_is_amended_after_an_edit()
    {
        await using var retailer = Create(erp => erp.DutyAccount = DutyAccount);
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket(units: 3) with { Duty = 7.30m, Fee = 2.50m });
            var edited = retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -1)]);
            await retailer.QuietAsync();
            var document = retailer.Document(order)!;
            Assert.Equal(edited.Total, document.Total);
            Assert.Contains((DutyAccount, 7.30m), document.Accounts);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("channel-liable tax", ChannelTax)]
    public async Task A_tax_that_the_marketplace_pays_is_not_the_merchants()
    {
        await using var retailer = Marketplace(erp => erp.ChannelTaxAccount = ChannelTaxes);
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { IsTaxPaidByChannel = true });
            var (document, line) = (retailer.Document(order)!, order.Lines[0]);
            var tax = decimal.Round(line.UnitPrice * 0.20m, 2);
            Assert.Equal(order.Total, document.Total);
            Assert.Contains((ChannelTaxes, tax), document.Accounts);
            Assert.DoesNotContain(document.Accounts, account => account.Account == "2920");

            retailer.Sandbox.Shopify.Refund(order.Id, [(line.Id, 1)], restock: true);
            await retailer.QuietAsync();
            var memo = Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
            Assert.Contains((ChannelTaxes, tax), memo.Accounts);
            Assert.DoesNotContain(memo.Accounts, account => account.Account == "2920");
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("channel-liable tax", ChannelTax)]
    public async Task A_tax_that_the_marketplace_pays_is_never_posted_as_ours_by_default()
    {
        await using var retailer = Marketplace(static _ => { });
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { IsTaxPaidByChannel = true });
            Assert.Null(retailer.Document(order));
            Assert.Equal("channel-tax-account-missing", Assert.Single(await retailer.LettersAsync()).Reason);
        });
    }

    [Fact]
    [Cites("channel-liable tax", ChannelTax)]
    public async Task A_price_that_contains_the_marketplaces_tax_is_for_a_person()
    {
        await using var retailer = Create(erp => erp.ChannelTaxAccount = ChannelTaxes);
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { IsTaxPaidByChannel = true });
            Assert.Null(retailer.Document(order));
            Assert.Equal("channel-tax-included", Assert.Single(await retailer.LettersAsync()).Reason);
        });
    }

    private static RetailerInProcess Create(Action<BusinessCentralOptions> erp) => Retailers.Create(Retailers.Small, (tenant, vendors) => Northwind.Compose(tenant, vendors, erp));

    /// <summary>A shop that adds taxes, and an ERP whose own rate is 0, so that the channel's amounts are posted.</summary>
    private static RetailerInProcess Marketplace(Action<BusinessCentralOptions> erp)
    {
        var options = Retailers.Small;
        (options.ShopTaxesIncluded, options.ErpItemPricesIncludeTax, options.ErpVatRate) = (false, false, 0);
        return Retailers.Create(options, (tenant, vendors) => Northwind.Compose(tenant, vendors, erp));
    }
}
