namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>Orders and returns of a small shop.</summary>
internal static class Samples
{
    public const string Customer = "dddddddd-0000-0000-0000-000000000001";
    public const string Variant = "aaaaaaaa-0000-0000-0000-000000000002";
    public const string LocationId = "bbbbbbbb-0000-0000-0000-000000000001";
    public const string Document = "eeeeeeee-0000-0000-0000-000000000001";
    public static readonly DateTimeOffset Placed = new(2026, 11, 22, 23, 30, 0, TimeSpan.FromHours(1));

    public static MoneyPair Eur(decimal amount) => MoneyPair.Of(new(amount, "EUR"));

    public static OrderLine Line(string sku, decimal quantity, decimal price, params Discount[] discounts) => new()
    {
        Id = $"line-{sku}", Sku = new(sku), Title = $"Goods {sku}", Quantity = quantity, UnitPrice = Eur(price), Discounts = discounts,
    };

    public static Order Order(params OrderLine[] lines) => Balanced(new()
    {
        Id = "5001", Number = "#1001", PlacedAt = Placed, Status = OrderStatus.Open, TaxesIncluded = true, Customer = new("cust-1"), Location = "store-1", Lines = lines, Total = Eur(0),
    });

    public static Order Balanced(Order order) => order with { Total = OrderTotals.Compute(order) };

    public static Return Return(params ReturnLine[] lines) => new()
    {
        Id = "r-1", Order = new() { Id = "5001" }, ReturnedAt = Placed.AddDays(2), Location = "store-1", Lines = lines, Total = Eur(lines.Sum(line => line.Amount.Shop.Amount)),
    };

    public static ReturnLine Back(string? sku, decimal quantity, decimal amount, bool restocked = true) => new()
    {
        Id = $"back-{sku}", Sku = sku is null ? null : new(sku), Title = $"Goods {sku}", Quantity = quantity, Amount = Eur(amount), Restocked = restocked,
    };

    /// <summary>A wire on which the sample's customer, location and the SKUs A and B-RED are linked.</summary>
    public static Wire Wired() => new Wire()
        .Link(EntityType.Customer, "web", "web-cust-1", "cust-1").Link(EntityType.Customer, Wire.Name, "web-cust-1", Customer)
        .Link(EntityType.Location, "web", "MAIN", "store-1")
        .Link(EntityType.Variant, Wire.Name, "A", "A").Link(EntityType.Variant, Wire.Name, "B-RED", $"B/{Variant}");

    public static Wire WithLocations(this Wire wire) => wire.Api200("locations", Wire.Page($$"""{"id":"{{LocationId}}","code":"MAIN","displayName":"Main store"}"""));

    public static string Answer(decimal total, string id = Document, string number = "SO-000001", string extra = "") =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"@odata.etag":"W/\"1\"","id":"{{id}}","number":"{{number}}","totalAmountIncludingTax":{{total}},"currencyCode":"EUR","pricesIncludeTax":true,"status":"Draft","newField":{"x":1}{{extra}}}""");
}
