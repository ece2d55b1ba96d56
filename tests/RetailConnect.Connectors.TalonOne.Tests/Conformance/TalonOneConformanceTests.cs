using RetailConnect.Testing;

namespace RetailConnect.Connectors.TalonOne.Tests.Conformance;

public sealed class TalonOneConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. ConnectorConformance.For(new TalonOneHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
