using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What a person should know is told once, and once more when it is over; a sink that fails stops nothing.</summary>
public sealed class AlertTests : IAlertSink
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private readonly List<Alert> heard = [];
    private Func<string, HttpRequestMessage, HttpStatusCode?> refuses = (_, _) => null;

    [Fact]
    [Cites("silent failure", "BCApps#10092")]
    public async Task Refused_credentials_are_told_once_and_once_when_they_are_taken_again()
    {
        await using var retailer = Create();
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            refuses = (system, _) => system == "talon-one" ? HttpStatusCode.Unauthorized : null;
            Place(retailer);
            await Task.Delay(TimeSpan.FromMinutes(3), retailer.Time);
            refuses = (_, _) => null;
            await retailer.QuietAsync();
        });
        Assert.Equal([("club", false), ("club", true)], Told(AlertKind.ConnectionPaused));
        Assert.Equal(2, heard.Count);
        Assert.True(heard[1].At - heard[0].At > TimeSpan.FromMinutes(2), $"{heard[0].At} to {heard[1].At}");
        Assert.NotEqual("", heard[0].Advice);
        Assert.All(retailer.Sandbox.Prove().Where(proof => proof.Name is not "day"), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
    }

    [Fact]
    [Cites("silent failure", "BCApps#10092")]
    public async Task A_wrong_key_at_the_start_is_told_too()
    {
        await using var retailer = Create();
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            refuses = (system, _) => system == "shopify" ? HttpStatusCode.Unauthorized : null;
            await retailer.StartHostAsync();
            await Task.Delay(TimeSpan.FromMinutes(3), retailer.Time);
            Assert.Equal([("web", false)], Told(AlertKind.ConnectionPaused));
            refuses = (_, _) => null;
            await retailer.QuietAsync();
        });
        Assert.Equal([("web", false), ("web", true)], Told(AlertKind.ConnectionPaused));
    }

    [Fact]
    [Cites("webhooks that the vendor stopped sending", "MicrosoftDocs/dynamics365smb-devitpro-pb#2584", "MicrosoftDocs/dynamics365smb-devitpro-pb#2863")]
    public async Task Subscriptions_that_cant_be_kept_are_told_until_they_are()
    {
        await using var retailer = Create();
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            refuses = (system, request) => system == "business-central" && request.RequestUri!.AbsolutePath.EndsWith("/subscriptions", StringComparison.Ordinal) ? HttpStatusCode.ServiceUnavailable : null;
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await Task.Delay(TimeSpan.FromMinutes(10), retailer.Time);
            Assert.Equal([("erp", false)], Told(AlertKind.SubscriptionFailing));
            refuses = (_, _) => null;
            await Task.Delay(TimeSpan.FromMinutes(10), retailer.Time);
        });
        Assert.Equal([("erp", false), ("erp", true)], Told(AlertKind.SubscriptionFailing));
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    [Cites("silent failure", "BCApps#10092")]
    public async Task A_store_that_cant_be_opened_is_told_until_it_can()
    {
        var away = true;
        await using var retailer = Create(store => new Shut(store, () => away));
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await Task.Delay(TimeSpan.FromMinutes(5), retailer.Time);
            Assert.Equal([("store", false)], Told(AlertKind.StoreUnavailable));
            away = false;
            await retailer.QuietAsync();
        });
        Assert.Equal([("store", false), ("store", true)], Told(AlertKind.StoreUnavailable));
        Assert.Null(heard[0].Tenant);
    }

    public ValueTask HearAsync(Alert alert, CancellationToken cancellationToken)
    {
        heard.Add(alert);
        throw new InvalidOperationException("The pager is broken.");
    }

    private List<(string Subject, bool IsOver)> Told(AlertKind kind) => [.. heard.Where(alert => alert.Kind == kind).Select(alert => (alert.Subject, alert.IsOver))];

    private static void Place(RetailerInProcess retailer)
    {
        var shop = retailer.Sandbox.Shopify;
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        shop.PlaceOrder(new ShopBasket(shop.Customers[0].Id, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }

    private RetailerInProcess Create(Func<StoreView, StoreView>? wrap = null) => new(new SandboxOptions { Seed = 41, Scale = new RetailerScale().Times(0.01) })
    {
        Configure = retail => retail.Services.AddSingleton<IAlertSink>(this), WrapStore = wrap ?? (store => store), Wire = (system, inner) => new Door(request => refuses(system, request)) { InnerHandler = inner },
    };

    private sealed class Door(Func<HttpRequestMessage, HttpStatusCode?> refuses) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            refuses(request) is { } status ? new(status) { RequestMessage = request, Content = new StringContent("{}") } : await base.SendAsync(request, cancellationToken);
    }

    private sealed class Shut(StoreView inner, Func<bool> away) : StoreView(inner)
    {
        public override ValueTask OpenAsync(CancellationToken cancellationToken) => away() ? throw new StoreException("The server can't be reached.") : base.OpenAsync(cancellationToken);
    }
}
