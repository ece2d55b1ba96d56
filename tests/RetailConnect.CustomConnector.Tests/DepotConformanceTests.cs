using CustomConnector.Kit;
using RetailConnect.Testing;

namespace RetailConnect.CustomConnector.Tests;

public sealed class DepotConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. ConnectorConformance.For(new DepotHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
