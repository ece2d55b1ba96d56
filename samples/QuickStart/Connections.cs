using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Connectors.Square;
using RetailConnect.Connectors.TalonOne;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;
using RetailConnect.Sandbox.TalonOne;

namespace QuickStart;

/// <summary>Points the connectors at the simulators; with real vendors these settings come from the configuration.</summary>
internal static class Connections
{
    public static void Configure(BusinessCentralOptions options, SandboxAddresses vendors)
    {
        var erp = new BusinessCentralSettings();
        options.BaseAddress = vendors.BusinessCentral;
        options.TokenAddress = vendors.BusinessCentral;
        options.AadTenant = erp.Tenant;
        options.Environment = erp.Environment;
        options.CompanyId = erp.CompanyId;
        options.ClientId = erp.ClientId;
        options.ClientSecret = erp.ClientSecret;
        options.WalkInCustomerNumber = "WALKIN";
        (options.ShippingAccount, options.TipAccount, options.RoundingAccount) = ("6810", "6820", "6830");
        (options.GiftCardAccount, options.TaxAccount, options.CustomAccount) = ("2910", "2920", "6840");
        options.WebhookClientState = "a-secret-that-only-the-erp-knows";
    }

    public static void Configure(ShopifyOptions options, SandboxAddresses vendors)
    {
        var shop = new ShopifySettings();
        options.Shop = vendors.Shopify;
        options.ClientId = shop.ClientId;
        options.ClientSecret = shop.ClientSecret;
        options.RestoreRate = 1000;
    }

    public static void Configure(SquareOptions options, SandboxAddresses vendors)
    {
        var pos = new SquareSettings();
        options.BaseAddress = vendors.Square;
        options.ClientId = pos.ClientId;
        options.ClientSecret = pos.ClientSecret;
        options.RefreshToken = pos.RefreshToken;
        options.WebhookSignatureKey = pos.SignatureKey;
    }

    public static void Configure(TalonOneOptions options, SandboxAddresses vendors)
    {
        var club = new TalonOneSettings();
        options.BaseAddress = vendors.TalonOne;
        options.ApiKey = club.ApiKey;
        options.LoyaltyProgramId = club.ProgramId;
    }
}
