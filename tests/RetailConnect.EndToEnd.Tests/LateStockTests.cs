using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A stock figure is on its way to a channel when its host dies, or gives up on it, and is out of date when it arrives: the channel must end with the figure that counts.</summary>
public sealed class LateStockTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(28);
    private volatile string? watched;
    private volatile bool sent;

    [Theory]
    [InlineData("square", "pos")]
    [InlineData("shopify", "web")]
    [Cites("oversell by a late write", "openlinker#2623", "nopCommerce#8085")]
    public async Task A_figure_that_arrives_after_the_next_host_found_the_channel_right_does_not_stay(string system, string connection)
    {
        await using var retailer = await LoadedAsync(system);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await SendAsync(retailer, system);
            Move(retailer, +3);
            await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
            await retailer.BuryHostAsync();
            watched = null;
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await Task.Delay(TimeSpan.FromMinutes(2), retailer.Time);
        });
        Agrees(retailer, connection);
    }

    [Theory]
    [InlineData("square", "pos")]
    [InlineData("shopify", "web")]
    [Cites("oversell by a late write", "openlinker#2591", "vendure#4930")]
    public async Task A_figure_that_arrives_after_the_same_host_found_the_channel_right_does_not_stay(string system, string connection)
    {
        await using var retailer = await LoadedAsync(system);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await SendAsync(retailer, system);
            Move(retailer, +3);
            await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);

            // Long enough that the first figure gives way to the second one.
            await Task.Delay(TimeSpan.FromSeconds(8), retailer.Time);
            watched = null;
            await retailer.QuietAsync();
            await Task.Delay(TimeSpan.FromMinutes(2), retailer.Time);
        });
        Agrees(retailer, connection);
    }

    private static void Agrees(RetailerInProcess retailer, string connection)
    {
        var stock = retailer.Sandbox.Prove().Single(proof => proof.Name == "stock");
        Assert.True(stock.Holds, $"{connection}: {stock.Detail}");
    }

    /// <summary>Has the ERP lose three units and waits until a channel's write of that is on its way.</summary>
    private async Task SendAsync(RetailerInProcess retailer, string system)
    {
        watched = system;
        Move(retailer, -3);
        await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
        while (!sent)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
        }
    }

    private static void Move(RetailerInProcess retailer, int delta)
    {
        var place = retailer.Sandbox.BusinessCentral.Stock.First(stock => stock.Location == "S1");
        retailer.Sandbox.BusinessCentral.MoveStock(place.Sku.Split('-')[0], place.Sku.Split('-')[1], place.Location, delta);
    }

    private async Task<RetailerInProcess> LoadedAsync(string system)
    {
        RetailerInProcess? retailer = null;
        retailer = new RetailerInProcess(new SandboxOptions { Seed = 7, Scale = new RetailerScale { Items = 1, VariantsPerItem = 1, Stores = 1, Customers = 0, Day = TimeSpan.FromSeconds(1) } })
        {
            // So seldom that no poll mends it by chance.
            Configure = retail => retail.Tenants.SelectMany(tenant => tenant.Syncs).ToList().ForEach(sync => sync.Options.Every = TimeSpan.FromMinutes(30)),
            Wire = (name, inner) => name == system ? new LateStock(this, retailer!.Time) { InnerHandler = inner } : inner,
        };
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
        });
        return retailer;
    }

    /// <summary>A channel that gets one figure late, and whose connection is cut meanwhile.</summary>
    private sealed class LateStock(LateStockTests test, TimeProvider time) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (test.watched is null || request.Content is not { } content || !IsStock(request.RequestUri!.AbsolutePath, await content.ReadAsStringAsync(cancellationToken)))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (!test.sent)
            {
                test.sent = true;
                _ = ArriveAsync(await RequestCopy.OfAsync(request));
            }

            throw new HttpRequestException("The connection was cut.");
        }

        private static bool IsStock(string path, string body) => path.EndsWith("/inventory/changes/batch-create", StringComparison.Ordinal) || body.Contains("inventorySetQuantities", StringComparison.Ordinal);

        private async Task ArriveAsync(HttpRequestMessage copy)
        {
            using var sent = copy;
            await time.WaitAsync(Late, CancellationToken.None);
            using var answer = await base.SendAsync(sent, CancellationToken.None);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }
}
