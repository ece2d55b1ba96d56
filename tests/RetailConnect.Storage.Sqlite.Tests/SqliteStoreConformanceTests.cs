using RetailConnect.Testing;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class SqliteStoreConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. StoreConformance.For(new SqliteHarness())];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }
}
