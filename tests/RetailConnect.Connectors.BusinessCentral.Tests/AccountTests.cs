using RetailConnect.Http;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>Tenants that use one account of the vendor share its allowance.</summary>
public sealed class AccountTests
{
    private readonly VendorAccounts accounts = new();

    public static TheoryData<string, Action<BusinessCentralOptions>> Others => new()
    {
        { "another Entra tenant", options => options.AadTenant = "fabrikam.com" },
        { "another environment", options => options.Environment = "Sandbox" },
        { "another app", options => options.ClientId = "another" },
    };

    [Fact]
    public async Task Tenants_with_one_account_share_a_budget()
    {
        await using var northwind = Open("northwind");
        await using var contoso = Open("contoso", options => (options.CompanyId, options.AadTenant) = (new("5a5a5a5a-0000-0000-0000-000000000002"), "Contoso.com"));
        Assert.NotNull(northwind.Part<WindowBudget>());
        Assert.Same(northwind.Part<WindowBudget>(), contoso.Part<WindowBudget>());
    }

    [Fact]
    public async Task Documents_and_payments_share_a_budget()
    {
        await using var documents = Open("northwind");
        var options = new BusinessCentralOptions
        {
            AadTenant = "contoso.com", Environment = "Production", CompanyId = new("5a5a5a5a-0000-0000-0000-000000000001"), ClientId = "app", ClientSecret = "secret-of-the-app", PaymentJournal = "WEB",
        };
        await using var payments = TestConnection.Open<BusinessCentralPaymentsConnector, BusinessCentralOptions>("northwind", options, accounts);
        Assert.Same(documents.Part<WindowBudget>(), payments.Part<WindowBudget>());
    }

    [Theory, MemberData(nameof(Others))]
    public async Task Another_account_has_a_budget_of_its_own_and_no_secret_in_its_name(string what, Action<BusinessCentralOptions> change)
    {
        await using var first = Open("northwind");
        await using var other = Open("northwind", change);
        Assert.True(first.Part<WindowBudget>() != other.Part<WindowBudget>(), what);
        Assert.Equal(2, accounts.Forecast().Count);
        Assert.DoesNotContain(accounts.Forecast().Keys, account => account.Name.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    private Connection Open(string tenant, Action<BusinessCentralOptions>? change = null)
    {
        var options = new BusinessCentralOptions { AadTenant = "contoso.com", Environment = "Production", CompanyId = new("5a5a5a5a-0000-0000-0000-000000000001"), ClientId = "app", ClientSecret = "secret-of-the-app" };
        change?.Invoke(options);
        return TestConnection.Open<BusinessCentralConnector, BusinessCentralOptions>(tenant, options, accounts);
    }
}
