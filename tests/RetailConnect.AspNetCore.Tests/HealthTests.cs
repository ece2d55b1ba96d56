using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RetailConnect.AspNetCore.Tests;

/// <summary>What a host tells about itself.</summary>
public sealed class HealthTests : IRetailConnect, ITenantCatalog
{
    private static readonly LaneKey Lane = new(new("northwind"), "orders", "erp");
    private Func<TenantStatus> status = () => new(true, [new(Lane, 5, 3, 1, 0, 1, 0)], 2);

    [Fact]
    public async Task A_host_whose_store_answers_is_well_and_says_how_each_tenant_stands()
    {
        var entry = await CheckAsync();
        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal("ready, 2 waiting, 1 dead letters", entry.Data["northwind"]);
    }

    [Fact]
    public async Task A_store_that_is_not_available_is_told_with_its_reason()
    {
        status = () => throw new StoreException("The store can't be reached.");
        var entry = await CheckAsync();
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("The store can't be reached.", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_envelope_that_is_unaccounted_for_degrades_the_host()
    {
        status = () => new(true, [new(Lane, 5, 3, 0, 0, 1, 0)], 0);
        var entry = await CheckAsync();
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("northwind", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_stands_by_is_well_and_says_that_it_does_not_work()
    {
        status = () => new(false, [], 0);
        var entry = await CheckAsync();
        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.StartsWith("not ready", (string)entry.Data["northwind"], StringComparison.Ordinal);
    }

    ValueTask<TenantStatus> IRetailConnect.StatusAsync(TenantId tenant, CancellationToken cancellationToken) => new(status());

    Task IRetailConnect.CatchUpAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<int> IRetailConnect.ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken) => throw new NotSupportedException();

    TPart? IRetailConnect.Part<TPart>(TenantId tenant, string connection)
        where TPart : class => throw new NotSupportedException();

    IReadOnlyDictionary<LaneKey, IReadOnlyList<string>> IRetailConnect.Describe(TenantId tenant) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<TenantDefinition>> ITenantCatalog.ListAsync(CancellationToken cancellationToken) => new([new(Lane.Tenant, [], [], [])]);

    private async Task<HealthReportEntry> CheckAsync()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IRetailConnect>(this).AddSingleton<ITenantCatalog>(this);
        services.AddHealthChecks().AddRetailConnect();
        await using var host = services.BuildServiceProvider();
        var report = await host.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return Assert.Single(report.Entries).Value;
    }
}
