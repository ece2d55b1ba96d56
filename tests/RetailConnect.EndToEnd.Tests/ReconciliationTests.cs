using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using static RetailConnect.EndToEnd.Tests.ComparedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Both sides compared without a cursor: what somebody changed by hand is found, nothing else is, and a plan mends it.</summary>
/// <remarks>Field notes, W2 (continuous reconciliation), and pains 2 (missed webhooks), 15 (deletes that are only absence) and 16 (silent failure).</remarks>
public sealed class ReconciliationTests
{
    [Fact]
    public async Task A_retailer_in_step_has_no_discrepancy_in_any_lane()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            foreach (var lane in Reconciliation(retailer).Lanes(RetailerInProcess.Tenant).Where(lane => lane.Target is not ("erp" or "club")))
            {
                var found = await CompareAsync(retailer, lane.Sync, lane.Target);
                Assert.True(found is { Found: 0, Expected: > 0, Observed: > 0 } && found.Expected == found.Observed, $"{lane}: {found}");
            }

            Assert.Equal(
                ["catalog/pos", "catalog/web", "inventory/pos", "inventory/web"],
                (await ListAsync(retailer)).Select(found => $"{found.Lane.Sync}/{found.Lane.Target}"));
        });
    }

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task What_staff_changed_in_the_shop_is_found_exactly_and_repaired_by_a_plan()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var skus = retailer.Sandbox.Shopify.Variants.Select(variant => variant.Sku).Order(StringComparer.Ordinal).ToList();
            var (price, barcode, archived) = (skus[0], skus[4], skus[8]);
            var before = retailer.Sandbox.Shopify.Variants.First(variant => variant.Sku == price).Price;
            retailer.Sandbox.Shopify.SetPrice(price, before + 9m);
            retailer.Sandbox.Shopify.SetBarcode(barcode, "4006381333931");
            retailer.Sandbox.Shopify.Archive(archived);
            retailer.Sandbox.Shopify.AddProduct("STAFF-1", 5m);

            var found = await CompareAsync(retailer, "catalog", "web");
            Assert.All(found.Discrepancies, item => Assert.Equal(DiscrepancyState.Drift, item.State));
            Assert.Equal((DiscrepancyKind.Different, "changed-in-target"), Of(found, price));
            Assert.Equal((DiscrepancyKind.OnlyInTarget, "no-source-has-it"), Of(found, "STAFF-1"));
            var charged = Assert.Single(found.Discrepancies.Single(item => item.Key == price).Fields);
            Assert.Equal((ObservedField.Price, 9m), (charged.Name, charged.PerUnit!.Value.Amount));
            Assert.DoesNotContain(found.Discrepancies.Where(item => item.Key == barcode).SelectMany(item => item.Fields), field => field.Name == ObservedField.Gtin);
            Assert.Contains(found.Discrepancies, item => item.Key == archived && item.Fields.Any(field => field is { Name: ObservedField.Status, Actual: "archived" }));
            Assert.Equal(found.Found, found.Drifts);

            var plan = Reconciliation(retailer).Plan(found);
            Assert.Equal(RepairAction.LeaveToPerson, plan.Steps.Single(step => step.Discrepancy.Key == "STAFF-1").Action);
            var receipt = await Reconciliation(retailer).RepairAsync(plan, CancellationToken.None);
            Assert.Equal((0, 0, 1), (receipt.Repeated, receipt.Gone, receipt.Left));
            await retailer.QuietAsync();
            Assert.Equal(before, retailer.Sandbox.Shopify.Variants.First(variant => variant.Sku == price).Price);
            var after = await CompareAsync(retailer, "catalog", "web");
            Assert.Equal(["STAFF-1"], after.Discrepancies.Select(item => item.Key));
            Assert.Equal(found.StartedAt, after.Discrepancies[0].FirstSeenAt);
            Assert.True(after.DriftTime > TimeSpan.Zero);
        });
    }

    [Fact]
    public async Task A_plan_has_one_effect_however_often_it_is_carried_out_and_none_once_it_is_old()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var sku = retailer.Sandbox.Square.Variations.Select(variation => variation.Sku).Order(StringComparer.Ordinal).First();
            retailer.Sandbox.Square.SetPrice(sku, 1m);
            var plan = Reconciliation(retailer).Plan(await CompareAsync(retailer, "catalog", "pos"));
            Assert.Equal(new RepairReceipt(1, 0, 0, 0), await Reconciliation(retailer).RepairAsync(plan, CancellationToken.None));
            Assert.Equal(new RepairReceipt(0, 1, 0, 0), await Reconciliation(retailer).RepairAsync(plan, CancellationToken.None));
            await retailer.QuietAsync();
            Assert.Equal(0, (await CompareAsync(retailer, "catalog", "pos")).Found);
            Assert.Contains("compared again", (await Assert.ThrowsAsync<InvalidOperationException>(() => Reconciliation(retailer).RepairAsync(plan, CancellationToken.None))).Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("web")]
    [InlineData("pos")]
    [Cites("lost update of stock", "openlinker#2623")]
    public async Task Stock_that_somebody_counted_in_the_channel_is_found_and_written_again(string channel)
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var (sku, location) = Place(retailer, channel);
            Count(retailer, channel, sku, location, 777);
            var found = await CompareAsync(retailer, "inventory", channel);
            var drift = Assert.Single(found.Discrepancies);
            Assert.StartsWith($"{sku}@", drift.Key, StringComparison.Ordinal);
            Assert.Equal("777", Assert.Single(drift.Fields).Actual);
            await Reconciliation(retailer).RepairAsync(Reconciliation(retailer).Plan(found), CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal(0, (await CompareAsync(retailer, "inventory", channel)).Found);
            Assert.All(retailer.Sandbox.Prove().Where(proof => proof.Name != "day"), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
        });
    }

    [Fact]
    public async Task A_repair_of_much_more_than_expected_needs_a_persons_word()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            foreach (var (sku, price) in retailer.Sandbox.Square.Variations)
            {
                retailer.Sandbox.Square.SetPrice(sku, price + 1m);
            }

            var plan = Reconciliation(retailer).Plan(await CompareAsync(retailer, "catalog", "pos"));
            Assert.True(plan.Steps.Count > 20);
            Assert.Contains("AllowsMany", (await Assert.ThrowsAsync<InvalidOperationException>(() => Reconciliation(retailer).RepairAsync(plan, CancellationToken.None))).Message, StringComparison.Ordinal);
            await Reconciliation(retailer).RepairAsync(plan with { AllowsMany = true }, CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal(0, (await CompareAsync(retailer, "catalog", "pos")).Found);
        });
    }

    [Fact]
    public async Task What_is_on_its_way_or_was_decided_is_no_drift()
    {
        var down = false;
        await using var retailer = Retailer(wire: (_, inner) => new Gate(() => !down) { InnerHandler = inner });
        await RunAsync(retailer, async () =>
        {
            var number = retailer.Sandbox.BusinessCentral.Prices[0].Sku.Split('-')[0];
            down = true;
            retailer.Sandbox.BusinessCentral.SetPrice(number, 77.77m);
            await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
            var found = await CompareAsync(retailer, "catalog", "pos");
            Assert.NotEmpty(found.Discrepancies);
            Assert.All(found.Discrepancies, item => Assert.Equal((DiscrepancyState.InFlight, "pending"), (item.State, item.Reason)));
            Assert.Empty(Reconciliation(retailer).Plan(found).Steps);
            down = false;
            await retailer.QuietAsync();
            Assert.Equal(0, (await CompareAsync(retailer, "catalog", "pos")).Found);
        });
    }

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task A_day_leaves_no_discrepancy_and_an_order_that_a_clerk_renamed_or_changed_in_the_erp_is_found()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
            foreach (var lane in Reconciliation(retailer).Lanes(RetailerInProcess.Tenant))
            {
                var quiet = await CompareAsync(retailer, lane.Sync, lane.Target);
                Assert.True(quiet is { Found: 0, Expected: > 0 }, $"{lane}: {string.Join("; ", quiet.Discrepancies.Select(item => $"{item.Key} {item.Kind} {item.State} {item.Reason} {string.Join(',', item.Fields)}"))}");
            }

            var open = retailer.Sandbox.BusinessCentral.Documents.Where(document => !document.CreditMemo && !document.Posted).Take(2).ToList();
            retailer.Sandbox.BusinessCentral.Rename(open[0].Reference, "PHONE-7");
            retailer.Sandbox.BusinessCentral.ChangeUnits(open[1].Reference, 0, 40m);
            var found = await CompareAsync(retailer, "orders", "erp");
            Assert.Equal((DiscrepancyKind.Missing, "gone-from-target"), Of(found, open[0].Reference.ToUpperInvariant()));
            Assert.Equal((DiscrepancyKind.Different, "changed-in-target"), Of(found, open[1].Reference.ToUpperInvariant()));
            Assert.Equal(2, found.Found);

            var plan = Reconciliation(retailer).Plan(found);
            Assert.Equal(new RepairReceipt(1, 0, 0, 1), await Reconciliation(retailer).RepairAsync(plan, CancellationToken.None));
            await retailer.QuietAsync();
            var letter = Assert.Single(await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None));
            Assert.Equal(("changed-in-target", "orders"), (letter.Reason, letter.Lane.Sync));
        });
    }

    [Fact]
    [Cites("oversell", "vendure#4930")]
    public async Task A_sale_between_two_looks_is_no_drift()
    {
        var (sales, selling) = (0, false);
        RetailerInProcess? shop = null;
        await using var retailer = Retailer(wire: (system, inner) => new AfterCall(request => system == "shopify" && selling && request.Contains("Levels", StringComparison.Ordinal) && sales < 7, () =>
        {
            sales++;
            Buy(shop!);
        })
        { InnerHandler = inner });
        shop = retailer;
        await RunAsync(retailer, async () =>
        {
            var (sku, location) = Place(retailer, "web");
            Count(retailer, "web", sku, location, 555);
            selling = true;
            var found = await CompareAsync(retailer, "inventory", "web");
            selling = false;
            Assert.True(sales > 1);
            Assert.Equal($"{sku}@", Assert.Single(found.Discrepancies, item => item.State is DiscrepancyState.Drift).Key[..(sku.Length + 1)]);
            await retailer.QuietAsync();
        });
    }

    [Fact]
    public async Task What_a_partners_step_keeps_away_may_be_there_or_not()
    {
        await using var retailer = new RetailerInProcess(Options()) { Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, static catalog => catalog.Use<NotTheFirst>()) };
        await RunAsync(retailer, async () =>
        {
            var kept = retailer.Sandbox.BusinessCentral.Prices.Select(item => item.Sku).Where(NotTheFirst.Keeps).ToList();
            Assert.NotEmpty(kept);
            Assert.DoesNotContain(retailer.Sandbox.Shopify.Variants, variant => NotTheFirst.Keeps(variant.Sku));
            Assert.Equal(0, (await CompareAsync(retailer, "catalog", "web")).Found);
            retailer.Sandbox.Shopify.AddProduct(kept[0], 1m);
            Assert.Equal(0, (await CompareAsync(retailer, "catalog", "web")).Found);
        });
    }

    [Fact]
    public async Task A_partners_step_says_what_is_expected()
    {
        await using var retailer = new RetailerInProcess(Options()) { Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, static catalog => catalog.Use<Dearer>()) };
        await RunAsync(retailer, async () =>
        {
            Assert.Equal(0, (await CompareAsync(retailer, "catalog", "pos")).Found);
            Assert.Contains(retailer.Sandbox.Square.Variations, variation => variation.Price == retailer.Sandbox.BusinessCentral.Prices.First(item => item.Sku == variation.Sku).Price + 1m);
        });
    }

    [Fact]
    public async Task Comparisons_run_by_themselves_as_often_as_the_sync_wishes_and_raise_one_alert()
    {
        var told = new Told();
        await using var retailer = new RetailerInProcess(Options())
        {
            Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, static catalog => catalog.Options.CompareEvery = TimeSpan.FromMinutes(10)),
            Configure = retail => retail.Services.AddSingleton<IAlertSink>(told),
        };
        await RunAsync(retailer, async () =>
        {
            var sku = retailer.Sandbox.Square.Variations.Select(variation => variation.Sku).Order(StringComparer.Ordinal).First();
            retailer.Sandbox.Square.SetPrice(sku, 1m);
            await Task.Delay(TimeSpan.FromMinutes(45), retailer.Time);
            var found = await ListAsync(retailer);
            Assert.Equal(sku, Assert.Single(found.Single(item => item.Lane.Target == "pos").Discrepancies).Key);
            Assert.True(found.All(item => retailer.Time.GetUtcNow() - item.EndedAt < TimeSpan.FromMinutes(11)));
            Assert.Equal([("catalog/pos", false)], told.Drifts);

            await Reconciliation(retailer).RepairAsync(Reconciliation(retailer).Plan(found.Single(item => item.Lane.Target == "pos")), CancellationToken.None);
            await Task.Delay(TimeSpan.FromMinutes(15), retailer.Time);
            Assert.Equal([("catalog/pos", false), ("catalog/pos", true)], told.Drifts);
        });
    }

    [Fact]
    [Cites("wrong product links", "frappe/ecommerce_integrations#174", "frappe/ecommerce_integrations#337")]
    public async Task A_SKU_that_stands_twice_in_the_shop_is_for_a_person()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var sku = retailer.Sandbox.Shopify.Variants.Select(variant => variant.Sku).Order(StringComparer.Ordinal).First();
            retailer.Sandbox.Shopify.AddProduct(sku, 3m);
            var found = await CompareAsync(retailer, "catalog", "web");
            Assert.Equal((DiscrepancyKind.Ambiguous, "more-than-one"), Of(found, sku));
            Assert.Equal(RepairAction.LeaveToPerson, Assert.Single(Reconciliation(retailer).Plan(found).Steps).Action);
        });
    }

    [Fact]
    public async Task A_lane_or_a_step_that_there_is_not_is_named()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            Assert.Contains("catalog/web", (await Assert.ThrowsAsync<ArgumentException>(() => CompareAsync(retailer, "catalog", "moon"))).Message, StringComparison.Ordinal);
            Assert.Contains("can't be compared", (await Assert.ThrowsAsync<ArgumentException>(() => CompareAsync(retailer, "customers", "club"))).Message, StringComparison.Ordinal);
            var found = await CompareAsync(retailer, "catalog", "web");
            var stray = new Discrepancy { Key = "A", Kind = DiscrepancyKind.Missing, State = DiscrepancyState.Drift, Reason = "never-read", Origin = "moon", SourceEntity = "1", FirstSeenAt = found.EndedAt };
            var plan = Reconciliation(retailer).Plan(found) with { Steps = [new(stray, RepairAction.WriteAgain, "So.")] };
            Assert.Contains("'moon'", (await Assert.ThrowsAsync<ArgumentException>(() => Reconciliation(retailer).RepairAsync(plan, CancellationToken.None))).Message, StringComparison.Ordinal);
            var gone = plan with { Steps = [new(stray with { Origin = "erp", SourceEntity = "00000000-0000-0000-0000-000000000001" }, RepairAction.WriteAgain, "So.")] };
            Assert.Equal(new RepairReceipt(0, 0, 1, 0), await Reconciliation(retailer).RepairAsync(gone, CancellationToken.None));
        });
    }

    [Theory]
    [InlineData("web")]
    [InlineData("pos")]
    [Cites("a price that is not live")]
    public async Task A_price_that_is_not_live_a_while_after_it_was_written_is_found_with_the_money_at_risk(string channel)
    {
        await using var retailer = new RetailerInProcess(Options()) { Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, static catalog => catalog.Options.ProveAfter = TimeSpan.FromMinutes(2)) };
        await RunAsync(retailer, async () =>
        {
            var (sku, price) = retailer.Sandbox.BusinessCentral.Prices[0];
            retailer.Sandbox.BusinessCentral.SetPrice(sku[..sku.LastIndexOf('-')], price + 10m);
            await UntilAsync(retailer, () => PriceIn(retailer, channel, sku) == price + 10m);
            SetPrice(retailer, channel, sku, price);
            IReadOnlyList<Comparison> found = [];
            await UntilAsync(retailer, async () => (found = await ListAsync(retailer)).Count > 0);
            var wrong = Assert.Single(Assert.Single(found).Discrepancies);
            Assert.Equal((channel, sku, DiscrepancyState.Drift, "changed-in-target"), (found[0].Lane.Target, wrong.Key, wrong.State, wrong.Reason));
            Assert.Equal(-10m, Assert.Single(wrong.Fields).PerUnit!.Value.Amount);

            await Reconciliation(retailer).RepairAsync(Reconciliation(retailer).Plan(found[0]), CancellationToken.None);
            await UntilAsync(retailer, async () => await ListAsync(retailer) is [{ Found: 0 }]);
            Assert.Equal(price + 10m, PriceIn(retailer, channel, sku));
        });
    }

    /// <summary>Sells everything a bit dearer.</summary>
    private sealed class Dearer : ISyncMiddleware<Product>
    {
        public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Product> context, SyncStep<Product> next) => context.Envelope.Change.Value is not { } product
            ? next(context)
            : next(context with
            {
                Envelope = context.Envelope with
                {
                    Change = context.Envelope.Change with
                    {
                        Value = product with { Variants = [.. product.Variants.Select(variant => variant with { Price = variant.Price with { Amount = variant.Price.Amount + new Money(1m, variant.Price.Amount.Currency) } })] },
                    },
                },
            });
    }

    /// <summary>Hears of drift.</summary>
    private sealed class Told : IAlertSink
    {
        private readonly ConcurrentQueue<(string Subject, bool IsOver)> drifts = new();

        public IEnumerable<(string Subject, bool IsOver)> Drifts => drifts;

        public ValueTask HearAsync(Alert alert, CancellationToken cancellationToken)
        {
            if (alert.Kind is AlertKind.Drift)
            {
                drifts.Enqueue((alert.Subject, alert.IsOver));
            }

            return default;
        }
    }

    /// <summary>Keeps the items of one number away.</summary>
    private sealed class NotTheFirst : ISyncMiddleware<Product>
    {
        public static bool Keeps(string sku) => sku.StartsWith("1000-", StringComparison.Ordinal);

        public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Product> context, SyncStep<Product> next) =>
            context.Envelope.Change.Value?.Variants.Any(variant => Keeps(variant.Sku.Value)) == true ? new(SyncOutcome.Skipped("not-the-first")) : next(context);
    }

    /// <summary>Does something after calls of some kind.</summary>
    private sealed class AfterCall(Func<string, bool> isOne, Action act) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
            var answer = await base.SendAsync(request, cancellationToken);
            if (isOne(body))
            {
                act();
            }

            return answer;
        }
    }

    /// <summary>A way on which no product gets to the tills while it is closed.</summary>
    private sealed class Gate(Func<bool> open) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            open() || !request.RequestUri!.AbsolutePath.EndsWith("batch-upsert", StringComparison.Ordinal) ? base.SendAsync(request, cancellationToken) : throw new HttpRequestException("The way is closed.");
    }
}
