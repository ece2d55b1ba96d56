using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Inventory;

namespace RetailConnect.Sync.Tests;

/// <summary>How long channels offer what another one has sold, and of how many units.</summary>
public sealed class ExposureTests : IDisposable
{
    private static readonly Sku Shirt = new("SHIRT");
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MeterListener listener = new();
    private readonly string tenant = $"t-{Guid.NewGuid():N}";
    private readonly List<(double Seconds, string? Target)> measured = [];
    private readonly Exposure exposure;
    private double atRisk;

    public ExposureTests()
    {
        exposure = new(new(new(tenant), [], [], []), time);
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == RetailConnectDiagnostics.Name && instrument.Name is RetailConnectDiagnostics.OversellExposure or RetailConnectDiagnostics.OversellUnits)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            var found = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
            if (found[RetailConnectDiagnostics.TenantTag] != tenant)
            {
                return;
            }

            if (instrument.Name == RetailConnectDiagnostics.OversellUnits)
            {
                atRisk += value;
            }
            else
            {
                measured.Add((value, found[RetailConnectDiagnostics.TargetTag]));
            }
        });
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public void It_lasts_from_the_sale_to_the_last_channel()
    {
        var soldAt = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(2));
        exposure.Sold(Entry("order:1", 3), soldAt, ["web", "outlet"]);
        Assert.Equal(3, atRisk);
        time.Advance(TimeSpan.FromSeconds(1));
        exposure.Updated("web", Shirt, "S1", time.GetUtcNow());
        Assert.Empty(measured);
        var computedAt = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(1));
        exposure.Updated("outlet", Shirt, "S1", computedAt);
        Assert.Equal([(4, "outlet")], measured);
        Assert.Equal(0, atRisk);
    }

    [Fact]
    public void A_figure_that_was_computed_before_the_sale_was_known_ends_nothing()
    {
        var computedAt = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(1));
        exposure.Sold(Entry("order:1", 1), computedAt, ["web"]);
        exposure.Updated("web", Shirt, "S1", computedAt);
        exposure.Updated("web", new("HAT"), "S1", time.GetUtcNow());
        exposure.Updated("web", Shirt, "S2", time.GetUtcNow());
        Assert.Empty(measured);
        Assert.Equal(1, atRisk);
    }

    [Fact]
    public void A_line_counts_once_and_what_came_back_or_nobody_else_offers_not_at_all()
    {
        exposure.Sold(Entry("order:1", 2), time.GetUtcNow(), ["web"]);
        exposure.Sold(Entry("order:1", 2), time.GetUtcNow(), ["web"]);
        exposure.Sold(Entry("return:1", -2), time.GetUtcNow(), ["web"]);
        exposure.Sold(Entry("order:2", 2), time.GetUtcNow(), []);
        Assert.Equal(2, atRisk);
        exposure.Updated("web", Shirt, "S1", time.GetUtcNow());
        exposure.Updated("web", Shirt, "S1", time.GetUtcNow());
        Assert.Single(measured);
    }

    [Fact]
    public void Of_too_many_the_oldest_are_forgotten()
    {
        for (var i = 0; i < 10_005; i++)
        {
            exposure.Sold(Entry($"order:{i}", 1), time.GetUtcNow(), ["web"]);
        }

        Assert.Equal(10_000, atRisk);
        exposure.Updated("web", Shirt, "S1", time.GetUtcNow());
        Assert.Equal((10_000, 0), (measured.Count, atRisk));
    }

    private LedgerEntry Entry(string document, decimal units) => new(new(tenant), Shirt, "S1", document, "1", units, time.GetUtcNow());
}
