using RetailConnect.Testing;

namespace RetailConnect.Connectors.Square.Tests.Conformance;

public sealed class SquareLoyaltyConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. ConnectorConformance.For(new SquareLoyaltyHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
