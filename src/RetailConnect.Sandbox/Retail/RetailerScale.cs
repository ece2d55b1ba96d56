namespace RetailConnect.Sandbox.Retail;

/// <summary>Size of the simulated retailer and of its trading day.</summary>
public sealed record RetailerScale
{
    /// <summary>Products in the ERP.</summary>
    public int Items { get; init; } = 500;

    /// <summary>Variants of each product.</summary>
    public int VariantsPerItem { get; init; } = 4;

    /// <summary>Kits: bundles of variants of the first product, as far as it has these. Default 3, the most there are.</summary>
    public int Kits { get; init; } = 3;

    /// <summary>Stores; the warehouse of the web shop comes on top.</summary>
    public int Stores { get; init; } = 3;

    /// <summary>Customers, some of them known to the web shop, some to the stores, some to both.</summary>
    public int Customers { get; init; } = 400;

    /// <summary>Customers of the web shop who have a second profile there, with other addresses, so that only a person can know that they are one. Default 0.</summary>
    public int Aliases { get; init; }

    /// <summary>Orders placed in the web shop during the day.</summary>
    public int WebOrders { get; init; } = 300;

    /// <summary>Sales of the stores during the day.</summary>
    public int StoreSales { get; init; } = 700;

    /// <summary>Returns during the day; a third of them are web orders returned in a store.</summary>
    public int Returns { get; init; } = 60;

    /// <summary>Web orders that a clerk edits during the day, before the ERP posts them.</summary>
    public int Edits { get; init; } = 15;

    /// <summary>Web orders that are called off during the day, before the ERP posts them.</summary>
    public int Cancellations { get; init; } = 6;

    /// <summary>Price changes during the day.</summary>
    public int PriceChanges { get; init; } = 40;

    /// <summary>Goods received or recounted during the day.</summary>
    public int StockChanges { get; init; } = 60;

    /// <summary>Customers who register or change their details during the day.</summary>
    public int CustomerChanges { get; init; } = 30;

    /// <summary>Share of the ERP's open documents that its back office posts during the day.</summary>
    public double Posted { get; init; } = 0.5;

    /// <summary>How long the day lasts on the clock of the sandbox.</summary>
    public TimeSpan Day { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Multiplies all counts, at least one of each.</summary>
    public RetailerScale Times(double factor)
    {
        int By(int count) => Math.Max(1, (int)Math.Round(count * factor));
        return this with
        {
            Items = By(Items), Customers = By(Customers), WebOrders = By(WebOrders), StoreSales = By(StoreSales), Returns = By(Returns), Edits = By(Edits), Cancellations = By(Cancellations),
            PriceChanges = By(PriceChanges), StockChanges = By(StockChanges), CustomerChanges = By(CustomerChanges), Day = Day * Math.Max(factor, 0.05),
        };
    }
}
