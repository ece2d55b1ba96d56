namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Settings of the simulated ERP.</summary>
public sealed record BusinessCentralSettings
{
    /// <summary>Entra tenant.</summary>
    public string Tenant { get; init; } = "northwind.example";

    /// <summary>Environment.</summary>
    public string Environment { get; init; } = "Sandbox";

    /// <summary>Company.</summary>
    public Guid CompanyId { get; init; } = new("b2c00000-0000-4000-8000-000000000001");

    /// <summary>Client id of the app registration.</summary>
    public string ClientId { get; init; } = "sandbox-erp-client";

    /// <summary>Client secret of the app registration.</summary>
    public string ClientSecret { get; init; } = "sandbox-erp-secret";

    /// <summary>Currency of the books; documents in it carry a blank code.</summary>
    public string LocalCurrency { get; init; } = "EUR";

    /// <summary>Other currencies that are set up.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = ["USD", "GBP"];

    /// <summary>G/L accounts that lines may name.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = ["6810", "6820", "6830", "6840", "6850", "6860", "6870", "2910", "2920", "2930"];

    /// <summary>Bank accounts that journal lines may name.</summary>
    public IReadOnlyList<string> BankAccounts { get; init; } = ["GIRO"];

    /// <summary>G/L account that bank accounts are posted to.</summary>
    public string BankLedgerAccount { get; init; } = "1200";

    /// <summary>Values of global dimension 1.</summary>
    public IReadOnlyList<string> Dimension1Values { get; init; } = ["STORES", "WEB"];

    /// <summary>Values of global dimension 2.</summary>
    public IReadOnlyList<string> Dimension2Values { get; init; } = ["RETAIL"];

    /// <summary>VAT rate of all lines.</summary>
    public decimal VatRate { get; init; } = 0.20m;

    /// <summary>Whether the customers' prices include VAT; credit memos follow it, sales orders may say otherwise.</summary>
    public bool CustomersPricesIncludeTax { get; init; } = true;

    /// <summary>Whether the prices of the items include VAT.</summary>
    public bool ItemPricesIncludeTax { get; init; } = true;

    /// <summary>Route of the custom API page with stock by location; null when the partner did not install it.</summary>
    public string? StockRoute { get; init; } = "api/retailconnect/stock/v1.0";

    /// <summary>Route of a custom API page with the items and their custom fields; null when the partner did not install one. The standard page shows no custom field.</summary>
    public string? ItemRoute { get; init; } = "api/retailconnect/items/v1.0";

    /// <summary>Requests in one window of five minutes.</summary>
    public int RequestsPerWindow { get; init; } = 6000;

    /// <summary>How webhooks are delivered; a receiver that answers anything but success, 408, 429 or 5xx loses its subscription.</summary>
    public WebhookPolicy Webhooks { get; init; } = new(
        TimeSpan.FromSeconds(30), [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)]);
}
