using RetailConnect.Testing;

namespace RetailConnect.Connectors.Shopify.Tests.Conformance;

public sealed class ShopifyConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. ConnectorConformance.For(new ShopifyHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
