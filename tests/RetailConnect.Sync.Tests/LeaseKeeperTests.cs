using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Engine;
using RetailConnect.Tests;

namespace RetailConnect.Sync.Tests;

public sealed class LeaseKeeperTests
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(10);
    private readonly Leases leases = new();
    private readonly JumpingClock time = new();

    [Fact]
    public async Task A_free_lease_is_taken_at_once()
    {
        var keeper = Keeper("one");
        await keeper.TakeAsync(CancellationToken.None);
        Assert.Equal(1, keeper.Current?.Fence);
        keeper.Check();
    }

    [Fact]
    public async Task A_lease_is_not_taken_from_a_host_that_lives_and_taken_a_term_after_it_fell_silent()
    {
        var (one, two) = (Keeper("one"), Keeper("two"));
        await one.TakeAsync(CancellationToken.None);
        using var dies = new CancellationTokenSource();
        var keeps = one.KeepAsync(_ => ValueTask.CompletedTask, dies.Token);
        var takes = two.TakeAsync(CancellationToken.None);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.False(takes.IsCompleted);
        Assert.NotNull(one.Current);

        await dies.CancelAsync();
        await keeps;
        await PassAsync(Term - TimeSpan.FromSeconds(2));
        Assert.False(takes.IsCompleted);
        await EndsAsync(takes);
        Assert.Equal(2, two.Current?.Fence);
    }

    [Theory]
    [InlineData(48)]
    [InlineData(-48)]
    public async Task A_clock_that_jumps_ends_no_lease_and_revives_none(int hours)
    {
        var (one, two) = (Keeper("one"), Keeper("two"));
        await one.TakeAsync(CancellationToken.None);
        using var dies = new CancellationTokenSource();
        var keeps = one.KeepAsync(_ => ValueTask.CompletedTask, dies.Token);
        var takes = two.TakeAsync(CancellationToken.None);
        await PassAsync(TimeSpan.FromSeconds(3));
        time.Offset = TimeSpan.FromHours(hours);
        await PassAsync(TimeSpan.FromSeconds(30));
        Assert.False(takes.IsCompleted);
        one.Check();

        await dies.CancelAsync();
        await keeps;
        time.Offset = -time.Offset;
        await EndsAsync(takes);
        Assert.Throws<ConnectorException>(one.Check);
    }

    [Fact]
    public async Task A_host_that_hung_may_call_nobody_when_it_wakes_and_hears_that_it_lost()
    {
        var (one, two) = (Keeper("one"), Keeper("two"));
        await one.TakeAsync(CancellationToken.None);
        var takes = two.TakeAsync(CancellationToken.None);
        await EndsAsync(takes);

        var refused = Assert.Throws<ConnectorException>(one.Check);
        Assert.False(refused.MayHaveTakenEffect);
        var keeps = one.KeepAsync(_ => ValueTask.CompletedTask, CancellationToken.None);
        await EndsAsync(keeps);
        Assert.Null(one.Current);
    }

    [Fact]
    public async Task A_holder_whose_store_is_away_stops_before_another_host_may_begin()
    {
        var one = Keeper("one");
        await one.TakeAsync(CancellationToken.None);
        leases.Away = true;
        var keeps = one.KeepAsync(_ => ValueTask.CompletedTask, CancellationToken.None);
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.False(keeps.IsCompleted);
        one.Check();
        await EndsAsync(keeps);
        Assert.Throws<ConnectorException>(one.Check);
    }

    [Fact]
    public async Task A_store_that_keeps_others_out_needs_no_term()
    {
        leases.IsShared = false;
        await Keeper("one").TakeAsync(CancellationToken.None);
        var two = Keeper("two");
        await two.TakeAsync(CancellationToken.None);
        Assert.Equal(2, two.Current?.Fence);
        time.Steady.Advance(TimeSpan.FromHours(2));
        two.Check();
    }

    private LeaseKeeper Keeper(string host) => new(
        TestConnection.Tenant, host,
        new(null!, null!, null!, null!, null!) { Leases = leases, Time = new(time), Chance = Chance.Seeded(1), Recovery = new() { LeaseTerm = Term } },
        NullLogger<LeaseKeeper>.Instance);

    private async Task PassAsync(TimeSpan wait)
    {
        for (var step = TimeSpan.FromMilliseconds(500); wait > TimeSpan.Zero; wait -= step)
        {
            time.Steady.Advance(step);
            await Task.Delay(1);
        }
    }

    /// <summary>Lets time pass until something ends that must end.</summary>
    private async Task EndsAsync(Task task)
    {
        for (var steps = 0; !task.IsCompleted && steps < 1000; steps++)
        {
            await PassAsync(TimeSpan.FromMilliseconds(500));
        }

        Assert.True(task.IsCompletedSuccessfully);
    }

    private sealed class JumpingClock : TimeProvider
    {
        public FakeTimeProvider Steady { get; } = new();

        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => Steady.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Steady.GetUtcNow().AddDays(1000) + Offset;

        public override long GetTimestamp() => Steady.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Steady.CreateTimer(callback, state, dueTime, period);
    }

    private sealed class Leases : ILeaseStore
    {
        private LeaseSight sight = new("", 0, 0);

        public bool IsShared { get; set; } = true;

        public bool Away { get; set; }

        public ValueTask<LeaseSight> LookAsync(TenantId tenant, CancellationToken cancellationToken) => new(sight);

        public ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken)
        {
            if (seen != sight)
            {
                return new(default(Lease));
            }

            sight = new(host, sight.Fence + 1, 0);
            return new(new Lease(tenant, sight.Fence));
        }

        public ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken)
        {
            if (Away)
            {
                throw new StoreException("Away.");
            }

            if (lease.Fence != sight.Fence)
            {
                return new(default(long?));
            }

            sight = sight with { Beat = sight.Beat + 1 };
            return new(0);
        }

        public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
