using RetailConnect.Connectors.Square.Loyalty;
using RetailConnect.Http;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Square.Tests;

/// <summary>Tenants that use one account of the vendor share its allowance.</summary>
public sealed class AccountTests
{
    private readonly VendorAccounts accounts = new();

    public static TheoryData<string, Action<SquareOptions>> Others => new()
    {
        { "another seller", options => options.AccessToken = "secret-token-2" },
        { "another seller by OAuth", options => (options.AccessToken, options.ClientId, options.ClientSecret, options.RefreshToken) = (null, "app", "app-secret", "secret-refresh-token") },
    };

    [Fact]
    public async Task Tenants_with_one_account_share_a_budget()
    {
        await using var northwind = Open("northwind");
        await using var contoso = Open("contoso");
        Assert.NotNull(northwind.Part<AdaptiveBudget>());
        Assert.Same(northwind.Part<AdaptiveBudget>(), contoso.Part<AdaptiveBudget>());
    }

    [Fact]
    public async Task Till_and_loyalty_programme_of_one_seller_share_a_budget()
    {
        await using var till = Open("northwind");
        await using var club = TestConnection.Open<SquareLoyaltyConnector, SquareLoyaltyOptions>("northwind", new() { AccessToken = "secret-token-1", LocationId = "L1" }, accounts);
        Assert.Same(till.Part<AdaptiveBudget>(), club.Part<AdaptiveBudget>());
    }

    [Theory, MemberData(nameof(Others))]
    public async Task Another_account_has_a_budget_of_its_own_and_no_secret_in_its_name(string what, Action<SquareOptions> change)
    {
        await using var first = Open("northwind");
        await using var other = Open("northwind", change);
        Assert.True(first.Part<AdaptiveBudget>() != other.Part<AdaptiveBudget>(), what);
        Assert.Equal(2, accounts.Forecast().Count);
        Assert.DoesNotContain(accounts.Forecast().Keys, account => account.Name.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    private Connection Open(string tenant, Action<SquareOptions>? change = null)
    {
        var options = new SquareOptions { AccessToken = "secret-token-1" };
        change?.Invoke(options);
        return TestConnection.Open<SquareConnector, SquareOptions>(tenant, options, accounts);
    }
}
