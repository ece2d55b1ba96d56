using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A person works through dead letters; the ERP's own state says what came of it.</summary>
public sealed class DeadLetterTests
{
    private const string Wrong = "NO-SUCH-ITEM";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LaneKey Lane = new(RetailerInProcess.Tenant, "orders", "erp");
    private readonly Drift drift = new();

    [Fact]
    [Cites("duplicates", "woocommerce-square#232")]
    public async Task Of_two_people_who_replay_in_bulk_at_once_each_order_is_posted_once()
    {
        await using var retailer = await ParkedAsync(6);
        retailer.Sandbox.BusinessCentral.AddItem(Wrong, "A new item", 10m, 5m, []);
        var selection = new DeadLetterSelection(RetailerInProcess.Tenant) { Reason = Reasons.UnknownSku, Sync = "orders" };
        BulkReplay[] results = [];
        await RunAsync(retailer, async () =>
        {
            results = await Task.WhenAll(
                Letters(retailer).ReplayAllAsync(selection, "anna", null, None).AsTask(), Letters(retailer).ReplayAllAsync(selection, "bert", null, None).AsTask());
            await retailer.QuietAsync();
        });

        Assert.Equal(6, results.Sum(result => result.Replayed));
        Assert.All(results, result => Assert.Equal(result.Selected, result.Replayed + result.Left));
        Assert.Equal(6, Orders(retailer).Select(order => order.Reference).Distinct().Count());
        Assert.Equal(6, Orders(retailer).Count);
        await EmptyAsync(retailer);

        await RunAsync(retailer, async () =>
        {
            Assert.Equal(new BulkReplay(0, 0, 0), await Letters(retailer).ReplayAllAsync(selection, "anna", null, None));
            await retailer.QuietAsync();
        });
        Assert.Equal(6, Orders(retailer).Count);
    }

    [Fact]
    public async Task Groups_say_how_many_how_old_and_what_to_do()
    {
        await using var retailer = await ParkedAsync(3);
        var group = Assert.Single(await Letters(retailer).GroupAsync(RetailerInProcess.Tenant, byLane: true, None), group => group.Lane == Lane);
        Assert.Equal((Reasons.UnknownSku, 3, Advices.For(Reasons.UnknownSku)), (group.Reason, group.Count, group.Advice));
        Assert.True(group.Oldest <= group.Newest);
        var all = Assert.Single(await Letters(retailer).GroupAsync(RetailerInProcess.Tenant, byLane: false, None), all => all.Reason == Reasons.UnknownSku);
        Assert.Equal((null, (await DeadAsync(retailer)).Count(letter => letter.Reason == Reasons.UnknownSku)), (all.Lane, (int)all.Count));
    }

    [Fact]
    [Cites("exceptions that do not clear", "BCApps#10092")]
    public async Task A_corrected_order_is_posted_once_with_what_the_person_wrote()
    {
        await using var retailer = await ParkedAsync(1);
        var letter = Assert.Single(await DeadAsync(retailer), letter => letter.Lane == Lane);
        var file = await Letters(retailer).FindAsync(RetailerInProcess.Tenant, letter.Envelope, None);
        var sold = retailer.Sandbox.Shopify.Orders.Single(order => order.Id == letter.Entity.Value);
        DeadLetterAnswer[] answers = [];
        await RunAsync(retailer, async () =>
        {
            var edited = file!.Content!.Replace(Wrong, sold.Lines[0].Sku, StringComparison.Ordinal);
            answers = await Task.WhenAll(DecideAsync(retailer, letter, DeadLetterDecision.Edit(edited)), DecideAsync(retailer, letter, DeadLetterDecision.Edit(edited)));
            await retailer.QuietAsync();
        });

        Assert.Equal([DeadLetterVerdict.Replayed, DeadLetterVerdict.NotParked], answers.Select(answer => answer.Verdict).Order());
        var posted = Assert.Single(Orders(retailer));
        Assert.Equal((sold.Lines[0].Sku, sold.Total), (Assert.Single(posted.Lines).Sku, posted.Total));
        var after = await Letters(retailer).FindAsync(RetailerInProcess.Tenant, letter.Envelope, None);
        Assert.Equal((DeadLetterStanding.Applied, file!.Stored.Envelope.Key), (after!.Standing, after.Stored.Envelope.Key));
        var edit = Assert.Single(after.History, entry => entry.Kind is DeadLetterEventKind.Edited);
        Assert.Equal(("anna", CanonicalJson.FingerprintOf(file.Stored.Envelope.Body.Span), CanonicalJson.FingerprintOf(after.Stored.Envelope.Body.Span)), (edit.By, edit.Before, edit.After));
        Assert.NotEqual(edit.Before, edit.After);
    }

    [Fact]
    [Cites("an orphan after an external create", "nuobit/odoo-addons#893", "nuobit/odoo-addons#895")]
    public async Task An_edited_replay_finds_what_a_lost_answer_left_behind()
    {
        var erp = new LostAnswers();
        await using var retailer = await LoadedAsync(erpWire: erp.Over);
        Place(retailer);
        await OpenAgainAsync(retailer);
        var letter = Assert.Single(await DeadAsync(retailer), letter => letter.Lane == Lane);
        Assert.Equal(Reasons.RetriesExhausted, letter.Reason);
        Assert.Single(Orders(retailer));
        erp.Mend();
        var pressed = retailer.Time.GetUtcNow();
        await RunAsync(retailer, async () =>
        {
            var file = await Letters(retailer).FindAsync(RetailerInProcess.Tenant, letter.Envelope, None);
            Assert.True(file!.Stored.Intended);
            var order = JsonNode.Parse(file.Content!)!;
            order["lines"]![0]!["title"] = "Corrected";
            Assert.Equal(DeadLetterVerdict.Replayed, (await DecideAsync(retailer, letter, DeadLetterDecision.Edit(order.ToJsonString()))).Verdict);
            await retailer.QuietAsync();
        });
        Assert.Single(Orders(retailer));
        await EmptyAsync(retailer);

        // The lost call might still have been under way.
        var asked = retailer.Sandbox.Recorder.Records.Where(record => record.At >= pressed && record.Request.Path.Contains("salesOrders", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, record => Assert.True(record.At >= pressed + new RecoveryOptions().SettleDelay));
    }

    [Fact]
    [Cites("an orphan after an external create", "nuobit/odoo-addons#893", "nuobit/odoo-addons#895")]
    public async Task An_order_that_is_called_off_after_a_lost_answer_is_looked_for_and_taken_back()
    {
        var erp = new LostAnswers();
        await using var retailer = await LoadedAsync(erpWire: erp.Over);
        var order = Place(retailer);
        await OpenAgainAsync(retailer);
        var letter = Assert.Single(await DeadAsync(retailer), letter => letter.Lane == Lane);
        Assert.Equal(Reasons.RetriesExhausted, letter.Reason);
        Assert.Single(Orders(retailer));
        erp.Mend();
        await RunAsync(retailer, async () =>
        {
            retailer.Sandbox.Shopify.CancelOrder(order.Id);
            await retailer.QuietAsync();
        });
        Assert.Empty(Orders(retailer));
        await EmptyAsync(retailer);
    }

    [Fact]
    [Cites("duplicates", "woocommerce-square#486")]
    public async Task What_was_resolved_by_hand_is_neither_replayed_nor_posted_with_the_next_change()
    {
        await using var retailer = await ParkedAsync(1);
        var letter = Assert.Single(await DeadAsync(retailer), letter => letter.Lane == Lane);
        Assert.Equal(1, await UnpostedAsync(retailer));
        await RunAsync(retailer, async () =>
        {
            var resolve = DeadLetterDecision.Resolve("Posted by hand.", $"salesOrders/{Guid.Empty}/by-hand");
            Assert.Equal(DeadLetterVerdict.Ended, (await DecideAsync(retailer, letter, resolve)).Verdict);
            var again = await DecideAsync(retailer, letter, DeadLetterDecision.Replay());
            Assert.Equal((DeadLetterVerdict.NotParked, "anna resolved it already."), (again.Verdict, again.Why));
            await retailer.QuietAsync();
            Refund(retailer, letter);
            await retailer.QuietAsync();
        });

        Assert.Equal(0, await UnpostedAsync(retailer));
        Assert.DoesNotContain(await DeadAsync(retailer), dead => dead.Lane == Lane);
        Assert.Empty(Orders(retailer));
        var orders = (await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, None)).Lanes.Single(lane => lane.Lane == Lane);
        Assert.Equal((2, 2, 0), (orders.Accepted, orders.Skipped, orders.Imbalance));
    }

    [Fact]
    [Cites("exceptions that do not clear")]
    public async Task A_dead_letter_ends_by_itself_once_the_corrected_order_is_posted()
    {
        await using var retailer = await ParkedAsync(1);
        var letter = Assert.Single(await DeadAsync(retailer), letter => letter.Lane == Lane);
        drift.Mend(letter.Entity.Value);
        await RunAsync(retailer, async () =>
        {
            Refund(retailer, letter);
            await retailer.QuietAsync();
        });

        Assert.Single(Orders(retailer));
        Assert.DoesNotContain(await DeadAsync(retailer), dead => dead.Lane == Lane);
        var file = await Letters(retailer).FindAsync(RetailerInProcess.Tenant, letter.Envelope, None);
        Assert.Equal((DeadLetterStanding.Superseded, Reasons.NewerChange), (file!.Standing, file.Reason));
        Assert.Equal("A newer change of the same entity took its place.", (await DecideAsync(retailer, letter, DeadLetterDecision.Replay())).Why);
    }

    [Fact]
    public async Task A_bad_decision_is_refused_and_the_dead_letter_stays()
    {
        await using var retailer = await ParkedAsync(1);
        var letter = Assert.Single(await DeadAsync(retailer), letter => letter.Lane == Lane);
        foreach (var decision in new[] { DeadLetterDecision.Edit("{"), DeadLetterDecision.Resolve(" "), DeadLetterDecision.Dismiss(new string('x', 1001)) })
        {
            var answer = await DecideAsync(retailer, letter, decision);
            Assert.Equal(DeadLetterVerdict.Refused, answer.Verdict);
            Assert.NotEqual("", answer.Why);
        }

        Assert.Equal(DeadLetterVerdict.Unknown, (await DecideAsync(retailer, letter with { Envelope = 999_999 }, DeadLetterDecision.Replay())).Verdict);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Letters(retailer).GroupAsync(new("nobody"), byLane: false, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Letters(retailer).DecideAsync(RetailerInProcess.Tenant, letter.Envelope, DeadLetterDecision.Replay(), " ", None));
        Assert.Single(await DeadAsync(retailer), dead => dead.Lane == Lane);
    }

    [Fact]
    public async Task A_cancelled_bulk_replay_says_how_many_are_left_and_the_next_one_takes_them()
    {
        await using var retailer = await LoadedAsync();
        using var enough = new CancellationTokenSource();
        var heard = new List<BulkReplay>();
        BulkReplay? cut = null, rest = null;
        await RunAsync(retailer, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await retailer.Host.GetRequiredService<IStoreWriter>().CommitAsync(new() { Envelopes = [.. Enumerable.Range(0, 450).Select(CancelledOrder)] }, None);
            cut = await Letters(retailer).ReplayAllAsync(new(RetailerInProcess.Tenant), "anna", new Ear(done => enough.Cancel()), enough.Token);
            rest = await Letters(retailer).ReplayAllAsync(new(RetailerInProcess.Tenant) { Target = "erp" }, "anna", new Ear(heard.Add), None);
            await retailer.QuietAsync();
        });

        Assert.Equal((450, 200, 250), (cut!.Selected, cut.Replayed, cut.Left));
        Assert.Equal(new BulkReplay(250, 250, 0), rest);
        Assert.Equal([200L, 250L], heard.Select(done => done.Replayed));
        var orders = (await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, None)).Lanes.Single(lane => lane.Lane == Lane);
        Assert.Equal((450, 450, 0), (orders.Accepted, orders.Skipped, orders.Imbalance));
    }

    /// <summary>The lane still holds the envelope when the replay is saved.</summary>
    [Fact]
    public async Task A_replay_that_comes_before_the_lane_lets_go_of_its_envelope_is_delivered()
    {
        RetailerInProcess? running = null;
        await using var retailer = running = await LoadedAsync(store => new HastyPerson(store, () => running!));
        var order = Place(retailer);
        drift.Of(order.Id, shown => Line(shown)["sku"] = Wrong);
        await OpenAgainAsync(retailer);
        Assert.Single(Orders(retailer));
        await EmptyAsync(retailer);
    }

    private static JsonNode Line(JsonObject order) => order["lineItems"]?["nodes"]?[0] ?? new JsonObject();

    private static IDeadLetters Letters(RetailerInProcess retailer) => retailer.Host.GetRequiredService<IDeadLetters>();

    private static List<ErpDocument> Orders(RetailerInProcess retailer) => [.. retailer.Sandbox.BusinessCentral.Documents.Where(document => !document.CreditMemo)];

    private static async Task<DeadLetterAnswer> DecideAsync(RetailerInProcess retailer, DeadLetter letter, DeadLetterDecision decision) =>
        await Letters(retailer).DecideAsync(RetailerInProcess.Tenant, letter.Envelope, decision, "anna", None);

    private static async Task<IReadOnlyList<DeadLetter>> DeadAsync(RetailerInProcess retailer) => await Letters(retailer).ListAsync(new(RetailerInProcess.Tenant), 0, 100, None);

    private static async Task EmptyAsync(RetailerInProcess retailer)
    {
        var status = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, None);
        Assert.True(status.Balanced, string.Join(", ", status.Lanes));
        Assert.Equal("", string.Join(", ", (await DeadAsync(retailer)).Where(letter => letter.Lane == Lane).Select(letter => $"{letter.Reason}: {letter.Detail}")));
        Assert.Equal(0, status.Waiting);
    }

    private static async Task<decimal> UnpostedAsync(RetailerInProcess retailer)
    {
        var places = (await Task.WhenAll(retailer.Sandbox.Shopify.Locations.Select(async place => await retailer.Host.GetRequiredService<ICrosswalk>().FindCanonicalAsync(new(RetailerInProcess.Tenant, EntityType.Location, "web"), place.Id, None))))
            .OfType<CanonicalId>().Select(code => (new Sku(Wrong), code.Value)).ToList();
        return (await retailer.Host.GetRequiredService<IStockLedger>().SumUnpostedAsync(RetailerInProcess.Tenant, places, retailer.Time.GetUtcNow().AddDays(1), None)).Values.Sum(units => units.Value);
    }

    private static void Refund(RetailerInProcess retailer, DeadLetter letter)
    {
        var order = retailer.Sandbox.Shopify.Orders.Single(order => order.Id == letter.Entity.Value);
        retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
    }

    private static NewEnvelope CancelledOrder(int number)
    {
        var zero = MoneyPair.Of(new(0m, "EUR"));
        var order = new Order { Id = $"c{number}", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Cancelled, Lines = [], Total = zero };
        return new()
        {
            Lane = Lane, Type = EntityType.Order, Origin = "web", Entity = order.Id, Canonical = new($"web-c{number}"), OrderKey = $"web-c{number}", Version = "1", Key = IdempotencyKey.Derive($"c{number}"), Fingerprint = "f",
            Body = CanonicalJson.Serialize(order), Fault = new(Reasons.Rejected, "refused", "mend it"), AcceptedAt = DateTimeOffset.UnixEpoch,
        };
    }

    private static ShopOrder Place(RetailerInProcess retailer)
    {
        var shop = retailer.Sandbox.Shopify;
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }

    private static Task RunAsync(RetailerInProcess retailer, Func<Task> work) => Pump.RunAsync(retailer.Time, Longest, work);

    private static Task OpenAgainAsync(RetailerInProcess retailer) => RunAsync(retailer, async () =>
    {
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
    });

    /// <summary>A retailer whose channels are loaded and whose host is down, so that orders come in while nobody looks.</summary>
    private async Task<RetailerInProcess> LoadedAsync(Func<StoreView, StoreView>? wrap = null, Func<HttpMessageHandler, HttpMessageHandler>? erpWire = null)
    {
        var retailer = new RetailerInProcess(new SandboxOptions { Seed = 21, Scale = new RetailerScale().Times(0.01) })
        {
            Wire = (system, inner) => system == "shopify" ? drift.Over(inner) : system == "business-central" && erpWire is not null ? erpWire(inner) : inner,
            WrapStore = wrap ?? (store => store),
            Configure = retail => retail.Recovery.MostAttempts = 4,
        };
        await RunAsync(retailer, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await retailer.StopHostAsync();
        });
        return retailer;
    }

    /// <summary>A retailer with orders of an item that the ERP does not have.</summary>
    private async Task<RetailerInProcess> ParkedAsync(int orders)
    {
        var retailer = await LoadedAsync();
        for (var i = 0; i < orders; i++)
        {
            drift.Of(Place(retailer).Id, order => Line(order)["sku"] = Wrong);
        }

        await OpenAgainAsync(retailer);
        Assert.Empty(Orders(retailer));
        Assert.Equal(orders, (await DeadAsync(retailer)).Count(letter => letter.Lane == Lane));
        return retailer;
    }

    private sealed class Ear(Action<BulkReplay> heard) : IProgress<BulkReplay>
    {
        public void Report(BulkReplay value) => heard(value);
    }

    /// <summary>Mends the cause and replays in the moment in which a dead letter is saved.</summary>
    private sealed class HastyPerson(StoreView store, Func<RetailerInProcess> retailer) : StoreView(store)
    {
        private bool done;

        public override async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            var receipt = await base.CommitAsync(commit, cancellationToken);
            if (!done && commit.Outcomes.FirstOrDefault(outcome => outcome.Kind is OutcomeKind.DeadLettered && outcome.Reason == Reasons.UnknownSku) is { } parked)
            {
                done = true;
                retailer().Sandbox.BusinessCentral.AddItem(Wrong, "A new item", 10m, 5m, []);
                await Letters(retailer()).DecideAsync(RetailerInProcess.Tenant, parked.Envelope, DeadLetterDecision.Replay(), "anna", None);
                await retailer().Time.WaitAsync(TimeSpan.FromSeconds(2), None);
            }

            return receipt;
        }
    }
}
