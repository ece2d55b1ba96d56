using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Tests;

/// <summary>What was written is read back once, not before its time.</summary>
public sealed class PendingProofsTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task It_is_taken_when_its_time_has_come_and_once()
    {
        var proofs = new PendingProofs(TimeSpan.FromMinutes(5), time);
        var taking = proofs.TakeAsync(10, CancellationToken.None);
        proofs.Add("erp", "1");
        time.Advance(TimeSpan.FromMinutes(4));
        proofs.Add("erp", "2");
        proofs.Add("erp", "1");
        Assert.False(taking.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([("erp", new ExternalId("1"))], await taking);

        var next = proofs.TakeAsync(10, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal([("erp", new ExternalId("2")), ("erp", new ExternalId("1"))], await next);
    }

    [Fact]
    public async Task Too_many_leave_the_oldest_to_the_next_comparison()
    {
        var proofs = new PendingProofs(TimeSpan.FromMinutes(5), time);
        foreach (var number in Enumerable.Range(0, 10_003))
        {
            proofs.Add("erp", $"{number}");
        }

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("3", (await proofs.TakeAsync(1, CancellationToken.None))[0].Entity.Value);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        var taking = new PendingProofs(TimeSpan.FromMinutes(5), time).TakeAsync(1, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }
}
