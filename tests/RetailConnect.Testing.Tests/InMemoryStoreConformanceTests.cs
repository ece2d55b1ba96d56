namespace RetailConnect.Testing.Tests;

public sealed class InMemoryStoreConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. StoreConformance.For(new InMemoryHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
