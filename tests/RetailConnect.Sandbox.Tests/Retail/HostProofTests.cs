using QuickStart;

namespace RetailConnect.Sandbox.Tests.Retail;

/// <summary>The proofs that QuickStart adds to the judge's.</summary>
public sealed class HostProofTests
{
    private static readonly LaneKey Orders = new(new("northwind"), "orders", "erp");

    [Fact]
    public void Conservation_holds_when_everything_is_accounted_for()
    {
        var proof = HostProofs.Conservation(new(true, [Lane(accepted: 10)], Hints: 0));
        Assert.True(proof.Holds, proof.Detail);
        Assert.Contains("10 accepted", proof.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Conservation_fails_and_names_the_lane_when_one_envelope_is_missing()
    {
        var proof = HostProofs.Conservation(new(true, [Lane(accepted: 11)], Hints: 0));
        Assert.False(proof.Holds);
        Assert.Equal($"{Orders} is off by 1", proof.Detail);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Conservation_fails_while_something_waits(int pending, int hints)
    {
        var proof = HostProofs.Conservation(new(true, [Lane(accepted: 10 + pending, pending)], hints));
        Assert.False(proof.Holds);
        Assert.Equal("1 wait", proof.Detail);
    }

    [Fact]
    public void A_dead_letter_fails_and_is_named()
    {
        Assert.True(HostProofs.NoDeadLetters([]).Holds);
        var proof = HostProofs.NoDeadLetters([new(1, Orders, "web", "77", "unknown-sku", "No item 'X'.", "Link it.", 1, default)]);
        Assert.False(proof.Holds);
        Assert.Equal("1: orders 77: unknown-sku, No item 'X'.", proof.Detail);
    }

    [Fact]
    public void A_day_that_ran_into_the_limit_fails_and_is_named()
    {
        Assert.True(HostProofs.CameToRest([("Trading", true), ("Draining", true)], TimeSpan.FromSeconds(600)).Holds);
        var proof = HostProofs.CameToRest([("Trading", true), ("Draining", false)], TimeSpan.FromSeconds(600));
        Assert.False(proof.Holds);
        Assert.Equal("'Draining' did not come to an end within 600 s", proof.Detail);
    }

    private static Tally Lane(long accepted, long pending = 0) => new(Orders, accepted, Applied: 5, Skipped: 3, Superseded: 2, DeadLettered: 0, pending);
}
