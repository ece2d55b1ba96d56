using RetailConnect.Testing;

namespace RetailConnect.Connectors.TalonOne.Tests.Conformance;

public sealed class TalonOneConformanceTests
{
    public static TheoryData<ConformanceCheck> Checks => [.. ConnectorConformance.For(new TalonOneHarness())];

    /// <summary>Orders are written another way where carts are held.</summary>
    public static TheoryData<ConformanceCheck> ChecksOfOrders => [.. ConnectorConformance.For(new TalonOneHarness(holds: true)).Where(check => check.Name.Contains("(order)", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Checks))]
    public Task Honours(ConformanceCheck check)
    {
        Assert.SkipWhen(check.NotApplicable is not null, check.NotApplicable ?? "");
        return check.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(ChecksOfOrders))]
    public Task Honours_where_carts_are_held(ConformanceCheck check) => Honours(check);
}
