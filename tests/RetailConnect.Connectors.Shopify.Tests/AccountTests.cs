using RetailConnect.Http;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>Tenants that use one account of the vendor share its allowance.</summary>
public sealed class AccountTests
{
    private readonly VendorAccounts accounts = new();

    public static TheoryData<string, Action<ShopifyOptions>> Others => new()
    {
        { "another shop", options => options.Shop = new("https://contoso.myshopify.com/") },
    };

    [Fact]
    public async Task Tenants_with_one_account_share_a_budget()
    {
        await using var northwind = Open("northwind");
        await using var contoso = Open("contoso");
        Assert.NotNull(northwind.Part<CostBudget>());
        Assert.Same(northwind.Part<CostBudget>(), contoso.Part<CostBudget>());
    }

    [Theory, MemberData(nameof(Others))]
    public async Task Another_account_has_a_budget_of_its_own_and_no_secret_in_its_name(string what, Action<ShopifyOptions> change)
    {
        await using var first = Open("northwind");
        await using var other = Open("northwind", change);
        Assert.True(first.Part<CostBudget>() != other.Part<CostBudget>(), what);
        Assert.Equal(2, accounts.Forecast().Count);
        Assert.DoesNotContain(accounts.Forecast().Keys, account => account.Name.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    private Connection Open(string tenant, Action<ShopifyOptions>? change = null)
    {
        var options = new ShopifyOptions { Shop = new("https://northwind.myshopify.com/"), ClientId = "app", ClientSecret = "secret-of-the-app" };
        change?.Invoke(options);
        return TestConnection.Open<ShopifyConnector, ShopifyOptions>(tenant, options, accounts);
    }
}
