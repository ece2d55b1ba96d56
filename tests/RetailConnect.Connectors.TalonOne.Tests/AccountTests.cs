using RetailConnect.Http;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests;

/// <summary>Tenants that use one account of the vendor share its allowance.</summary>
public sealed class AccountTests
{
    private readonly VendorAccounts accounts = new();

    public static TheoryData<string, Action<TalonOneOptions>> Others => new()
    {
        { "another deployment", options => options.BaseAddress = new("https://contoso.europe-west1.talon.one/") },
    };

    [Fact]
    public async Task Tenants_with_one_account_share_a_budget()
    {
        await using var northwind = Open("northwind");
        await using var contoso = Open("contoso");
        Assert.NotNull(northwind.Part<AdaptiveBudget>());
        Assert.Same(northwind.Part<AdaptiveBudget>(), contoso.Part<AdaptiveBudget>());
    }

    [Theory, MemberData(nameof(Others))]
    public async Task Another_account_has_a_budget_of_its_own_and_no_secret_in_its_name(string what, Action<TalonOneOptions> change)
    {
        await using var first = Open("northwind");
        await using var other = Open("northwind", change);
        Assert.True(first.Part<AdaptiveBudget>() != other.Part<AdaptiveBudget>(), what);
        Assert.Equal(2, accounts.Forecast().Count);
        Assert.DoesNotContain(accounts.Forecast().Keys, account => account.Name.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    private Connection Open(string tenant, Action<TalonOneOptions>? change = null)
    {
        var options = new TalonOneOptions { BaseAddress = new("https://northwind.europe-west1.talon.one/"), ApiKey = "secret-key-0123456789", LoyaltyProgramId = 5 };
        change?.Invoke(options);
        return TestConnection.Open<TalonOneConnector, TalonOneOptions>(tenant, options, accounts);
    }
}
