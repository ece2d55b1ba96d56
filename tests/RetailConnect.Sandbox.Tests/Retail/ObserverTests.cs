using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox.Tests.Retail;

/// <summary>What the judge is shown of a sandbox that no host has touched.</summary>
public sealed class ObserverTests
{
    [Fact]
    public async Task A_day_without_a_host_proves_nothing()
    {
        var time = new FakeTimeProvider();
        await using var sandbox = RetailSandbox.Create(new SandboxOptions { Scale = new RetailerScale().Times(0.01) }, time);
        Assert.Contains("the shops never opened", sandbox.Prove().Single(proof => proof.Name == "day").Detail, StringComparison.Ordinal);
        sandbox.StartDay();
        for (var step = 0; step < 1000 && !sandbox.Day.Ended; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal((true, null), (sandbox.Day.Ended, sandbox.Day.Failure));
        var wrong = sandbox.Prove().Where(proof => !proof.Holds).ToDictionary(proof => proof.Name, proof => proof.Detail);
        Assert.Equal(["stock", "catalogue", "customers"], wrong.Keys);
        Assert.Contains("web offers nothing", wrong["stock"], StringComparison.Ordinal);
        Assert.Contains("is in the ERP 0 times", wrong["customers"], StringComparison.Ordinal);
    }
}
