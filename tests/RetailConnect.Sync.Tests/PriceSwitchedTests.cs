using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Catalog;

namespace RetailConnect.Sync.Tests;

public sealed class PriceSwitchedTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(-60, true)]
    public async Task What_carries_a_price_that_is_over_goes_no_further(int? seconds, bool isOver)
    {
        var product = new Product { Id = "i-1", Title = "Shirt", Variants = [], PricedUntil = seconds is { } left ? Noon.AddSeconds(left) : null };
        var outcome = await new PriceSwitched(new FakeTimeProvider(Noon)).InvokeAsync(
            new(TestConnection.Envelope("erp", "web", Change.Upserted("i-1", "1", product), "erp-i-1"), CancellationToken.None), static _ => new(SyncOutcome.Applied(new("p-1"))));
        Assert.Equal(isOver ? SyncOutcome.Skipped(Reasons.PriceSwitched) : SyncOutcome.Applied(new("p-1")), outcome);
    }
}
