using RetailConnect.Testing;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class PostgreSqlStoreConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. StoreConformance.For(new PostgreSqlHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
