using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A price is changed and changed back, and nobody knows whether the change between arrived: the channel must end with the price that counts.</summary>
public sealed class ReturningPriceTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private volatile bool watching;
    private volatile bool down;
    private TimeSpan late;

    [Fact]
    [Cites("idempotency keys done wrong", "openlinker#2285", "woocommerce-square#524")]
    public async Task A_price_that_returns_is_written_again_after_an_answer_was_lost()
    {
        await using var retailer = await LoadedAsync();
        var (item, before) = Price(retailer);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            watching = true;
            retailer.Sandbox.BusinessCentral.SetPrice(item, before + 2);
            await DownAsync(retailer);
            retailer.Sandbox.BusinessCentral.SetPrice(item, before);
            await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
            down = watching = false;
            await retailer.QuietAsync();
        });
        Assert.All(retailer.Sandbox.Shopify.Variants, variant => Assert.Equal(before, variant.Price));
    }

    [Fact]
    [Cites("idempotency keys done wrong", "openlinker#2285")]
    public async Task A_price_that_returns_is_written_again_after_the_host_died_in_the_middle_of_the_call()
    {
        await using var retailer = await LoadedAsync();
        var (item, before) = Price(retailer);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            watching = true;
            retailer.Sandbox.BusinessCentral.SetPrice(item, before + 2);
            await DownAsync(retailer);
            await retailer.BuryHostAsync();
            retailer.Sandbox.BusinessCentral.SetPrice(item, before);
            await retailer.StartHostAsync();
            await Task.Delay(TimeSpan.FromMinutes(5), retailer.Time);
            down = watching = false;
            await retailer.QuietAsync();
        });
        Assert.All(retailer.Sandbox.Shopify.Variants, variant => Assert.Equal(before, variant.Price));
    }

    /// <summary>The call of the first host arrives when a second one has repeated it and died too, and a third one writes what came after.</summary>
    [Fact]
    public async Task A_call_that_arrives_late_does_not_land_on_what_a_later_host_wrote()
    {
        await using var retailer = await LoadedAsync();
        var (item, before) = Price(retailer);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            watching = true;
            late = TimeSpan.FromSeconds(20);
            retailer.Sandbox.BusinessCentral.SetPrice(item, before + 2);
            await DownAsync(retailer);
            await retailer.BuryHostAsync();
            down = watching = false;
            await retailer.StartHostAsync();
            await Task.Delay(TimeSpan.FromSeconds(8), retailer.Time);
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            retailer.Sandbox.BusinessCentral.SetPrice(item, before + 5);
            await retailer.QuietAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
        });
        Assert.All(retailer.Sandbox.Shopify.Variants, variant => Assert.Equal(before + 5, variant.Price));
    }

    private static (string Item, decimal Price) Price(RetailerInProcess retailer)
    {
        var (sku, price) = retailer.Sandbox.BusinessCentral.Prices[0];
        return (sku.Split('-')[0], price);
    }

    private async Task DownAsync(RetailerInProcess retailer)
    {
        await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
        while (!down)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), retailer.Time);
        }
    }

    private async Task<RetailerInProcess> LoadedAsync()
    {
        RetailerInProcess? retailer = null;
        retailer = new RetailerInProcess(new SandboxOptions { Seed = 7, Scale = new RetailerScale { Items = 1, VariantsPerItem = 1, Stores = 1, Customers = 0, Day = TimeSpan.FromSeconds(1) } })
        {
            Wire = (system, inner) => system == "shopify" ? new LostProducts(this, retailer!.Time) { InnerHandler = inner } : inner,
        };
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
        });
        return retailer;
    }

    /// <summary>A shop that gets a product, at once or late, whose answer is lost, and then can't be reached.</summary>
    private sealed class LostProducts(ReturningPriceTests test, TimeProvider time) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!test.watching || request.Content is not { } content || !(await content.ReadAsStringAsync(cancellationToken)).Contains("productSet", StringComparison.Ordinal))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (!test.down)
            {
                test.down = true;
                _ = ArriveAsync(await RequestCopy.OfAsync(request));
            }

            throw new HttpRequestException("The connection was cut.");
        }

        private async Task ArriveAsync(HttpRequestMessage copy)
        {
            using var sent = copy;
            await time.WaitAsync(test.late, CancellationToken.None);
            using var answer = await base.SendAsync(sent, CancellationToken.None);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }
}
