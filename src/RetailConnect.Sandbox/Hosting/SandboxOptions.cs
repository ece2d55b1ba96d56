using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.TalonOne;

namespace RetailConnect.Sandbox;

/// <summary>Settings of a sandbox.</summary>
public sealed class SandboxOptions
{
    /// <summary>Draws the retailer, the day and the faults; the same seed gives the same world. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Size of the retailer and its day.</summary>
    public RetailerScale Scale { get; set; } = new();

    /// <summary>How the world misbehaves. Default: not at all.</summary>
    public FaultProfile Faults { get; set; } = FaultProfile.None;

    /// <summary>Cost points that Shopify restores in a second: 100 (standard), 200 (Advanced), 1000 (Plus). Default 1000.</summary>
    public int ShopifyRestoreRate { get; set; } = 1000;

    /// <summary>Lines of a bulk operation that Shopify runs in a second. Default 100.</summary>
    public double ShopifyBulkLinesPerSecond { get; set; } = 100;

    /// <summary>True when the shop's prices contain the tax, false when it adds it. Default true.</summary>
    public bool ShopTaxesIncluded { get; set; } = true;

    /// <summary>Whether the prices of the ERP's items include tax. Default true.</summary>
    public bool ErpItemPricesIncludeTax { get; set; } = true;

    /// <summary>Whether the prices of the ERP's customers include tax; credit memos follow them. Default true.</summary>
    public bool ErpCustomerPricesIncludeTax { get; set; } = true;

    /// <summary>Value-added tax that the ERP computes on each line, as a fraction; 0 for a company that leaves the tax to its channels. Default 0.20.</summary>
    public decimal ErpVatRate { get; set; } = 0.20m;

    /// <summary>Coupons that the loyalty engine has given out. Default none.</summary>
    public IReadOnlyList<SandboxCoupon> Coupons { get; set; } = [];

    /// <summary>How long Square's search does not show a new customer; up to a minute or more in life. Default none.</summary>
    public TimeSpan SquareSearchLag { get; set; }

    /// <summary>How long Square remembers an idempotency key, which it does not state. Default a year.</summary>
    public TimeSpan SquareKeysRemembered { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long a new item, variation or picture is missing from the search of Square's catalogue. Default none.</summary>
    public TimeSpan SquareCatalogLag { get; set; }

    /// <summary>Most requests kept in the recording. Default 100,000.</summary>
    public int RecordingCapacity { get; set; } = 100_000;
}
