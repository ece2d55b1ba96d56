using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A small retailer with a person in its shop who wants to be forgotten, and what is looked at afterwards.</summary>
internal static class ErasedRetailer
{
    public const string Email = "quillon@zabrowsky.example";
    public const string Phone = "+442079460777";

    /// <summary>JSON escapes the plus of the number.</summary>
    public static readonly string[] Personal = [Email, Phone[1..], "Quillon", "Zabrowsky", "Xanthville", Hash(Email), Hash(Phone)];

    public static RetailerInProcess Retailer(RefusingErp? erp = null, int aliases = 0)
    {
        var retailer = new RetailerInProcess(new SandboxOptions { Seed = 11, Scale = new RetailerScale { Aliases = aliases }.Times(0.02) }) { Compose = Northwind.Compose };
        retailer.Wire = erp is null ? retailer.Wire : erp.Over;
        return retailer;
    }

    public static string Appear(RetailerInProcess retailer)
    {
        retailer.Sandbox.Shopify.AddCustomer("Quillon", "Zabrowsky", Email, Phone);
        return retailer.Sandbox.Shopify.Customers.Single(customer => customer.Email == Email).Id;
    }

    public static async Task<string> AppearAsync(RetailerInProcess retailer)
    {
        var person = Appear(retailer);
        await retailer.QuietAsync();
        Assert.Contains(retailer.Sandbox.BusinessCentral.Customers, customer => customer.Email == Email);
        return person;
    }

    public static ShopBasket Basket(RetailerInProcess retailer, string person, int units = 1) => retailer.Basket(units) with { Customer = person };

    public static async Task<ErasureReceipt> EraseAsync(RetailerInProcess retailer, string id) => await retailer.Host.GetRequiredService<IErasures>().EraseAsync(RetailerInProcess.Tenant, id, "anna", CancellationToken.None);

    public static async Task<ErasureReceipt?> FindAsync(RetailerInProcess retailer, string id) => await retailer.Host.GetRequiredService<IErasures>().FindAsync(RetailerInProcess.Tenant, id, CancellationToken.None);

    public static async Task<ErasureReceipt> DoneAsync(RetailerInProcess retailer, string id, bool ask = true)
    {
        var receipt = ask ? await EraseAsync(retailer, id) : await FindAsync(retailer, id);
        for (var looks = 0; receipt?.DoneAt is null; looks++)
        {
            Assert.True(looks < 200, string.Join(Environment.NewLine, receipt?.Places.Select(place => place.ToString()) ?? []));
            await Task.Delay(TimeSpan.FromSeconds(5), retailer.Time);
            receipt = await FindAsync(retailer, id);
        }

        return receipt;
    }

    public static async Task<TenantStatus> StatusAsync(RetailerInProcess retailer) => await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);

    public static async Task<long> SkippedAsync(RetailerInProcess retailer) => (await StatusAsync(retailer)).Lanes.Where(lane => lane.Lane.Sync == "customers").Sum(lane => lane.Skipped);

    public static List<(string Number, string Email, string City)> Erp(RetailerInProcess retailer) => [.. retailer.Sandbox.BusinessCentral.Customers.Order()];

    public static void AssertForgotten(RetailerInProcess retailer)
    {
        var (tables, files) = (StoreText.Tables(retailer.Folder), StoreText.Files(retailer.Folder));
        Assert.All(Personal, text => Assert.DoesNotContain(text, tables, StringComparison.Ordinal));
        Assert.All(Personal, text => Assert.DoesNotContain(text, files, StringComparison.Ordinal));
    }

    public static string Hash(string contact) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contact)));
}
