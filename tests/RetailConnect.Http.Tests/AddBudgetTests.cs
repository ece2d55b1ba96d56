using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Http.Tests;

public sealed class AddBudgetTests
{
    private readonly VendorAccounts accounts = new();
    private readonly FakeTimeProvider time = new(Waiting.Start);

    [Fact]
    public async Task Connections_of_two_tenants_share_the_budget_of_one_account()
    {
        await using var north = Open("northwind", "Shop-1");
        await using var contoso = Open("contoso", "shop-1");
        await using var other = Open("contoso", "shop-2");
        Assert.NotNull(north.Part<AdaptiveBudget>());
        Assert.Same(north.Part<AdaptiveBudget>(), contoso.Part<AdaptiveBudget>());
        Assert.NotSame(north.Part<AdaptiveBudget>(), other.Part<AdaptiveBudget>());
        Assert.Equal([new("till", "shop-1"), new("till", "shop-2")], accounts.Forecast().Keys.OrderBy(account => account.Name));
    }

    [Fact]
    public async Task The_budget_outlives_the_connection_that_made_it()
    {
        var first = Open("northwind", "shop");
        var budget = first.Part<AdaptiveBudget>()!;
        await budget.Ask();
        await first.DisposeAsync();
        await using var second = Open("northwind", "shop");
        Assert.Same(budget, second.Part<AdaptiveBudget>());
        Assert.False(await budget.HasAsync(1));
    }

    [Fact]
    public async Task What_waits_for_an_account_is_measured()
    {
        var seen = new List<(string Instrument, double Value)>();
        var name = $"shop-of-{nameof(What_waits_for_an_account_is_measured)}".ToLowerInvariant();
        using var listener = new MeterListener { InstrumentPublished = (instrument, meters) => meters.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        await using var connection = Open("northwind", name);
        var budget = connection.Part<AdaptiveBudget>()!;
        await budget.Ask();
        var (second, third) = (await budget.Ask(), await budget.Ask());
        time.Advance(TimeSpan.FromSeconds(1));
        budget.Release(1, null);
        budget.Release(1, null);
        await second.Soon();
        await third.Soon();
        budget.Release(1, null);
        Assert.Equal([1, 2, 1, 0], seen.Where(entry => entry.Instrument == RetailConnectDiagnostics.BudgetWaiting).Select(entry => entry.Value));
        Assert.Equal(0, seen.Last(entry => entry.Instrument == RetailConnectDiagnostics.BudgetDrain).Value);

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().Contains(new(RetailConnectDiagnostics.AccountTag, name)))
            {
                seen.Add((instrument.Name, value));
            }
        }
    }

    [Fact]
    public void A_secret_is_named_without_being_told()
    {
        Assert.Equal(SecretName.Of("shpat_5ecret"), SecretName.Of("shpat_5ecret"));
        Assert.NotEqual(SecretName.Of("shpat_5ecret"), SecretName.Of("shpat_0ther"));
        Assert.Matches("^[0-9a-f]{12}$", SecretName.Of("shpat_5ecret"));
    }

    private Connection Open(string tenant, string account)
    {
        var host = new ServiceCollection().AddSingleton<ICrosswalk>(new MemoryCrosswalk()).AddSingleton<TimeProvider>(time).AddSingleton(accounts).BuildServiceProvider();
        return Connection.Open<Till, TillOptions>(new(new(tenant), "pos", Till.SystemName), new() { Account = account }, host);
    }

    private sealed class TillOptions
    {
        public string Account { get; init; } = "";
    }

    private sealed class Till : IConnector<TillOptions>
    {
        public static string SystemName => "till";

        public static void Build(ConnectorBuilder<TillOptions> connector) =>
            connector.AddBudget(connector.Options.Account, provider => new AdaptiveBudget(1, provider.GetRequiredService<TimeProvider>()));
    }
}
