using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Which products of a channel are the ERP's, and what is stopped before it turns prices upside down.</summary>
/// <remarks>Field notes, table rows 3 (identity match) and 14 (delete policy), pain 15 (wrong links and deletes), and W5 (guard rails).</remarks>
public sealed class CatalogRuleTests
{
    [Theory]
    [InlineData(ProductMatching.Sku, 1)]
    [InlineData(ProductMatching.None, 2)]
    [Cites("A product that was there already is made a second time", "frappe/erpnext_shopify#174", "frappe/erpnext_shopify#337")]
    public async Task A_product_that_the_shop_has_already_is_recognised_by_its_SKU(ProductMatching by, int products)
    {
        await using var retailer = new SaleRetailer(catalog => catalog.Options.MatchBy = by, scheduled: false);
        var (sku, price) = retailer.Item;
        retailer.House.Sandbox.Shopify.AddProduct(sku, 1m);
        retailer.House.Sandbox.Shopify.AddProduct("STAFF-1", 2m);
        await retailer.RunAsync(async () =>
        {
            Assert.Equal(products, retailer.House.Sandbox.Shopify.Variants.Count(variant => variant.Sku == sku));
            Assert.Contains((sku, price), retailer.House.Sandbox.Shopify.Variants);
            Assert.Contains(("STAFF-1", 2m), retailer.House.Sandbox.Shopify.Variants);
            retailer.House.Sandbox.BusinessCentral.SetPrice(sku.Split('-')[0], price + 1m);
            await retailer.House.QuietAsync();
            Assert.Contains((sku, price + 1m), retailer.House.Sandbox.Shopify.Variants);
            Assert.Equal(products, retailer.House.Sandbox.Shopify.Variants.Count(variant => variant.Sku == sku));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Fact]
    [Cites("Bad barcodes and doubled SKUs link the wrong products", "frappe/erpnext_shopify#246", "microsoft/BCApps#9313")]
    public async Task A_product_that_could_be_several_is_parked_and_linked_once_a_person_decided()
    {
        await using var retailer = new SaleRetailer(scheduled: false);
        var (sku, price) = retailer.Item;
        retailer.House.Sandbox.Shopify.AddProduct(sku, 1m);
        retailer.House.Sandbox.Shopify.AddProduct(sku, 2m);
        await retailer.RunAsync(async () =>
        {
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal((Reasons.AmbiguousMatch, "web"), (letter.Reason, letter.Lane.Target));
            Assert.Equal([1m, 2m], retailer.House.Sandbox.Shopify.Variants.Where(variant => variant.Sku == sku).Select(variant => variant.Price).Order());
            Assert.Equal(price, retailer.Pos());

            retailer.House.Sandbox.Shopify.DeleteVariant(sku);
            var answer = await retailer.House.Host.GetRequiredService<IDeadLetters>().DecideAsync(RetailerInProcess.Tenant, letter.Envelope, DeadLetterDecision.Replay(), "anna", CancellationToken.None);
            Assert.Equal(DeadLetterVerdict.Replayed, answer.Verdict);
            await retailer.House.QuietAsync();
            Assert.Equal(price, Assert.Single(retailer.House.Sandbox.Shopify.Variants, variant => variant.Sku == sku).Price);
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Theory]
    [InlineData(0.1, true)]
    [InlineData(12.0, true)]
    [InlineData(0.5, false)]
    [Cites("A promise of our own: a decimal point that slips does not reach the customers")]
    public async Task A_batch_that_would_change_most_prices_by_much_is_parked_for_a_person(double factor, bool parked)
    {
        await using var retailer = new SaleRetailer(items: 40, scheduled: false);
        await retailer.RunAsync(async () =>
        {
            var before = retailer.House.Sandbox.BusinessCentral.Prices.ToDictionary(item => item.Sku, item => item.Price);
            foreach (var (sku, price) in before)
            {
                retailer.House.Sandbox.BusinessCentral.SetPrice(sku.Split('-')[0], Math.Round(price * (decimal)factor, 2));
            }

            await retailer.House.QuietAsync();
            var letters = await retailer.LettersAsync();
            Assert.Equal(parked, letters.Count > 0);
            Assert.All(letters, letter => Assert.Equal(Reasons.MassRepricing, letter.Reason));
            var kept = retailer.House.Sandbox.Shopify.Variants.Count(variant => variant.Price == before[variant.Sku]);
            Assert.True(parked ? kept >= 20 : kept == 0, $"{kept} prices are what they were");
        });
    }

    [Theory]
    [InlineData(WhenGone.Archive)]
    [InlineData(WhenGone.Nothing)]
    [Cites("Items that are not sold any more stay, or vanish", "frappe/erpnext_shopify#337")]
    public async Task An_item_that_is_blocked_is_archived_or_left_as_the_options_say(WhenGone rule)
    {
        await using var retailer = new SaleRetailer(catalog => catalog.Options.WhenBlocked = rule, scheduled: false);
        await retailer.RunAsync(async () =>
        {
            var (sku, price) = retailer.Item;
            retailer.House.Sandbox.BusinessCentral.SetPrice(sku.Split('-')[0], price + 1m);
            await retailer.House.QuietAsync();
            retailer.House.Sandbox.BusinessCentral.SetBlocked(sku.Split('-')[0], true);
            await retailer.House.QuietAsync();
            Assert.Equal((price + 1m, price + 1m), retailer.Charged);
            Assert.Equal(rule is WhenGone.Archive, retailer.House.Sandbox.Shopify.Archived.Contains(sku));
            Assert.Equal(0, (await ComparedRetailer.CompareAsync(retailer.House, "catalog", "web")).Drifts);
            retailer.House.Sandbox.BusinessCentral.SetBlocked(sku.Split('-')[0], false);
            await retailer.House.QuietAsync();
            Assert.DoesNotContain(sku, retailer.House.Sandbox.Shopify.Archived);
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Fact]
    [Cites("What a skip or a gap says is taken for a delete", "microsoft/BCApps#9313", "microsoft/BCApps#7689")]
    public async Task What_no_source_names_is_never_taken_away()
    {
        await using var retailer = new SaleRetailer(scheduled: false);
        await retailer.RunAsync(async () =>
        {
            retailer.House.Sandbox.Shopify.AddProduct("STAFF-1", 2m);
            await retailer.House.Host.GetRequiredService<ISweeps>().SweepAsync(new(RetailerInProcess.Tenant, "erp", EntityType.Product), null, CancellationToken.None);
            await retailer.House.QuietAsync();
            Assert.Contains(("STAFF-1", 2m), retailer.House.Sandbox.Shopify.Variants);
            Assert.DoesNotContain("STAFF-1", retailer.House.Sandbox.Shopify.Archived);
            var found = await ComparedRetailer.CompareAsync(retailer.House, "catalog", "web");
            Assert.Equal(("STAFF-1", DiscrepancyKind.OnlyInTarget), found.Discrepancies.Select(item => (item.Key, item.Kind)).Single());
            Assert.Equal(RepairAction.LeaveToPerson, Assert.Single(ComparedRetailer.Reconciliation(retailer.House).Plan(found).Steps).Action);
        });
    }
}
