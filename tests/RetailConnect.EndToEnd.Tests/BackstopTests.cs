using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What no webhook told is found by the next poll, and what no poll finds is found by a sweep.</summary>
public sealed class BackstopTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>As in the retailer's settings.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(1);
    private static readonly StreamKey Orders = new(RetailerInProcess.Tenant, "web", EntityType.Order);
    private static readonly StreamKey Products = new(RetailerInProcess.Tenant, "erp", EntityType.Product);

    [Fact]
    [Cites("missed webhooks", "Shopify/shopify-app-js#603", "lightward/mechanic-docs")]
    public async Task With_all_webhooks_lost_a_change_is_everywhere_within_one_poll_interval()
    {
        await using var retailer = Create();
        var late = new List<string>();
        var stories = new List<Explanation>();
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            for (var round = 0; round < 5; round++)
            {
                var order = Place(retailer);
                await Task.Delay(Every + Delivery, retailer.Time);
                var found = await ExplainAsync(retailer, order.Id);
                stories.AddRange(found);
                if (!found.Any(story => story.Events.Any(item => item.Kind is ExplainedKind.Applied && item.Target == "erp")))
                {
                    late.Add(order.Id);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(370), retailer.Time);
            }

            await retailer.QuietAsync();
        });
        Assert.Empty(late);
        Assert.Equal(5, retailer.Sandbox.BusinessCentral.Documents.Count);
        Assert.All(stories, story => Assert.DoesNotContain(story.Events, item => item.Kind is ExplainedKind.Hinted || item.ByHint == true));
    }

    [Fact]
    [Cites("missed webhooks", "Shopify/shopify-app-js#603")]
    public async Task A_whole_day_without_a_single_webhook_ends_in_step()
    {
        await using var retailer = Create();
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
        });
        Assert.All(retailer.Sandbox.Prove(), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
    }

    [Fact]
    [Cites("cursors that skip", "airbyte#28926", "airbyte#66581", "airbyte#4923")]
    public async Task A_sweep_finds_what_the_poll_has_gone_past_and_moves_its_cursor_nowhere()
    {
        var future = false;
        await using var retailer = Create(wrap: store => new Ahead(store, () => future && !(future = false)));
        Sweep? sweep = null;
        var cursors = new List<string>();
        var posted = 0;
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Place(retailer);
            await retailer.QuietAsync();
            await retailer.StopHostAsync();
            Place(retailer);
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
            future = true;
            await retailer.StartHostAsync();
            await Task.Delay(Every * 10, retailer.Time);
            posted = retailer.Sandbox.BusinessCentral.Documents.Count;
            cursors.Add(await CursorAsync(retailer, Orders));
            sweep = await retailer.Host.GetRequiredService<ISweeps>().SweepAsync(Orders, null, CancellationToken.None);
            cursors.Add(await CursorAsync(retailer, Orders));
            await retailer.QuietAsync();
        });
        Assert.False(future);
        Assert.Equal(1, posted);
        Assert.Equal((SweepState.Done, 2L, 2L), (sweep!.State, sweep.Changes, sweep.Accepted));
        Assert.Equal(2, retailer.Sandbox.BusinessCentral.Documents.Count);
        Assert.True(string.CompareOrdinal(cursors[1], cursors[0]) >= 0, $"{cursors[1]} is before {cursors[0]}");
    }

    [Fact]
    [Cites("big catalogues", "airbyte#39499", "BCApps#6395")]
    public async Task A_sweep_that_is_killed_in_the_middle_goes_on_where_it_was()
    {
        await using var retailer = Create(pageSize: 2);
        var heard = new List<Sweep>();
        var cursors = new List<string>();
        var sweeping = false;
        Sweep? ended = null;
        TenantStatus? before = null;
        var boundaries = new Boundaries((_, name, _) => sweeping && name == "after commit of a sweep's page" && heard.Count == 3);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync(boundaries);
            await retailer.QuietAsync();
            cursors.Add(await CursorAsync(retailer, Products));
            before = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);
            sweeping = true;
            _ = retailer.Host.GetRequiredService<ISweeps>().SweepAsync(Products, new Progress(heard.Add), CancellationToken.None);
            await boundaries.Ended;
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            while (ended is not { State: SweepState.Done })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), retailer.Time);
                ended = (await retailer.Host.GetRequiredService<ISweeps>().ListAsync(RetailerInProcess.Tenant, CancellationToken.None)).Single();
            }

            cursors.Add(await CursorAsync(retailer, Products));
            await retailer.QuietAsync();
        });

        // The fourth page was saved and nobody heard of it any more; were it read again, there would be a page too many.
        var items = retailer.Sandbox.BusinessCentral.Prices.Select(price => price.Sku.Split('-')[0]).Distinct().Count();
        Assert.Equal([1L, 2, 3], heard.Select(sweep => sweep.Pages));
        Assert.Equal([2d / items, 4d / items, 6d / items], heard.Select(sweep => sweep.Share!.Value));
        Assert.Equal((Products, heard[0].StartedAt, 0L), (ended!.Stream, ended.StartedAt, ended.Accepted));
        Assert.Equal(items, ended.Changes);
        Assert.True(ended.Pages >= items / 2 && ended.Pages > 4, $"{ended.Pages} pages for {items} items");
        Assert.True(string.CompareOrdinal(cursors[1], cursors[0]) >= 0, $"{cursors[1]} is before {cursors[0]}");
        var after = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);
        Assert.Equal(Applied(before!), Applied(after));
        Assert.All(retailer.Sandbox.Prove().Where(proof => proof.Name is not "day"), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_is_named()
    {
        await using var retailer = Create();
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            var sweeps = retailer.Host.GetRequiredService<ISweeps>();
            Assert.Contains("web/order", (await Assert.ThrowsAsync<ArgumentException>(() => sweeps.SweepAsync(Orders with { Connection = "wep" }, null, CancellationToken.None))).Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ArgumentException>(() => sweeps.SweepAsync(Orders with { Tenant = new("nobody") }, null, CancellationToken.None));
        });
    }

    private static long Applied(TenantStatus status) => status.Lanes.Where(lane => lane.Lane.Sync == "catalog").Sum(lane => lane.Applied);

    private static async Task<string> CursorAsync(RetailerInProcess retailer, StreamKey stream) => (await retailer.Host.GetRequiredService<ICheckpointStore>().LoadAsync(stream, CancellationToken.None))!.Cursor.Value;

    private static RetailerInProcess Create(int pageSize = 250, Func<StoreView, StoreView>? wrap = null) => new(new SandboxOptions { Seed = 31, Scale = new RetailerScale().Times(0.03), Faults = FaultProfile.None with { WebhookLost = 1 } })
    {
        Configure = retail => retail.Tenants[0].Syncs.ToList().ForEach(sync => sync.Options.PageSize = pageSize),
        WrapStore = wrap ?? (store => store),
    };

    private static ShopOrder Place(RetailerInProcess retailer)
    {
        var shop = retailer.Sandbox.Shopify;
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }

    private static async Task<IReadOnlyList<Explanation>> ExplainAsync(RetailerInProcess retailer, string id) =>
        await retailer.Host.GetRequiredService<IExplanations>().ExplainAsync(RetailerInProcess.Tenant, id, CancellationToken.None);

    /// <summary>A store whose cursor is ahead of its time, once: it stands for whatever made a poll go past a change.</summary>
    private sealed class Ahead(StoreView inner, Func<bool> isAhead) : StoreView(inner)
    {
        public override async ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken) =>
            await base.LoadAsync(stream, cancellationToken) is { } saved ? stream == Orders && isAhead() ? saved with { Cursor = new("2027-01-01T00:00:00.0000000Z") } : saved : null;
    }

    private sealed class Progress(Action<Sweep> hear) : IProgress<Sweep>
    {
        public void Report(Sweep value) => hear(value);
    }
}
