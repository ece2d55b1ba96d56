namespace RetailConnect.Testing.Tests.Connectors;

public sealed class TinyConnectorConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. ConnectorConformance.For(new TinyHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
