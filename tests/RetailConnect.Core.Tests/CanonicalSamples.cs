namespace RetailConnect.Core.Tests;

/// <summary>One model of each kind with every property set, for the tests of the canonical text.</summary>
internal static class CanonicalSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, 250, TimeSpan.FromHours(1));

    private static readonly Discount Voucher = new("Black Friday – 10 %", Pair(1.25m, 1.36m));

    private static readonly Tax Vat = new("VAT", 0.2m, Pair(2.10m, 2.29m)) { PaidByChannel = true };

    public static Product Product { get; } = new()
    {
        Id = "gid://shopify/Product/1", Title = "Kaffee \"Größe L\" 😀", Description = "<b>dark</b> & strong", Category = new() { Code = "COFFEE", Name = "Coffee & tea" }, Status = ProductStatus.Archived,
        Variants =
        [
            new()
            {
                Sku = new("KAF-L"), Title = "L", Gtin = Gtin.Parse("4006381333931"), Cost = new Money(3.5m, "EUR"),
                Attributes = [new() { Name = "organic", Value = AttributeValue.Of(true) }, new() { Name = "roasted", Value = AttributeValue.Of(Noon) }],
                Price = new() { Amount = new(9.99m, "EUR"), CompareAt = new Money(12m, "EUR"), NoCompareAt = false, TaxIncluded = true }, PriceRule = PriceInForce.Planned,
                PlannedPrices = [new() { From = Noon, Until = Noon.AddHours(4), Price = new() { Amount = new(8m, "EUR"), CompareAt = new Money(11m, "EUR"), NoCompareAt = false, TaxIncluded = true } }],
            },
        ],
        PricedUntil = Noon.AddHours(4),
        Images = [new() { Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Length = 4, MediaType = "image/png", FileName = "roast.png", AltText = "A bag of beans" }],
        Attributes =
        [
            new() { Name = "origin", Value = AttributeValue.Of("Äthiopien 😀") }, new() { Name = "weight", Value = AttributeValue.Of(2.50m) }, new() { Name = "best-before", Value = AttributeValue.Of(new DateOnly(2027, 1, 31)) },
            new() { Name = "award", Value = AttributeValue.Cleared },
        ],
    };

    public static Location Location { get; } = new() { Id = "L1", Code = "LONDON", Name = "London, Oxford Street", Active = false };

    public static ListPrice ListPrice { get; } = new() { List = "B2B", Sku = new("KAF-L"), Price = new() { Amount = new(7.5m, "CHF"), CompareAt = new Money(9m, "CHF"), NoCompareAt = false, TaxIncluded = true } };

    public static StockLevel StockLevel { get; } = new()
    {
        Sku = new("KAF-L"), Location = "L1", Available = -2m, OnHand = 3.125m, Committed = 5m, Returning = 1m, Expected = 7m, ObservedAt = Noon,
    };

    public static Order Order { get; } = new()
    {
        Id = "1001", Number = "#1001", PlacedAt = Noon, Status = OrderStatus.Completed, TaxesIncluded = true, Customer = new("C1"), Location = "L1",
        Company = new("K1", "Hilltop Ltd") { Branch = (ExternalId)"K1-2", AccountNumber = "C00070" }, Channel = "web", Tags = ["check", "gift"], Risk = OrderRisk.Medium,
        Lines =
        [
            new()
            {
                Id = "1", Kind = OrderLineKind.GiftCard, Sku = new Sku("KAF-L"), Title = "Kaffee", Quantity = 2m, UnitPrice = Pair(9.99m, 10.9m), Discounts = [Voucher], Taxes = [Vat], Location = "L1",
            },
        ],
        Shipping = [new("Express", Pair(4.95m, 5.4m), [Vat])], Discounts = [Voucher], Tip = Pair(1m, 1.09m), Rounding = Pair(-0.01m, 0.02m),
        Payments = [new("P1", PaymentKind.GiftCard, Pair(23.41m, 25.54m), "shopify_payments")],
        Fulfillments = [new() { Id = "F1", Location = "L1", TrackingNumber = "JD0001", Carrier = "DHL", Lines = [new("1", 2m)] }],
        Total = Pair(23.41m, 25.54m),
    };

    public static Customer Customer { get; } = new()
    {
        Id = "C1", Email = "ada@example.test", Phone = "+442079460000", FirstName = "Ada", LastName = "O'Neill", AcceptsMarketing = true,
        Address = new() { Line1 = "1 High Street", Line2 = "Flat 2", City = "London", Region = "Greater London", PostalCode = "W1 1AA", CountryCode = "GB" },
    };

    public static Return Return { get; } = new()
    {
        Id = "R1", Order = new() { Id = (ExternalId)"1001", Reference = "web-1001", Number = "#1001" }, ReturnedAt = Noon, Customer = new("C1"), Location = "L1",
        RefundState = RefundState.Pending, CalledOff = true, OfEdit = true, TaxPaidByChannel = true,
        Lines = [new() { Id = "1", OrderLine = "1", Kind = OrderLineKind.Duty, Sku = new Sku("KAF-L"), Title = "Kaffee", Quantity = 1m, Amount = Pair(9.99m, 10.9m), Tax = Pair(1.67m, 1.82m), Restocked = true, Quarantined = true, Location = "L2" }],
        Shipping = Pair(4.95m, 5.4m), ShippingTax = Pair(0.79m, 0.86m), Adjustment = Pair(-1m, -1.09m), AdjustmentTax = Pair(-0.16m, -0.17m), Refunds = [new("P2", PaymentKind.Card, Pair(13.94m, 15.21m), "card")], Total = Pair(13.94m, 15.21m),
    };

    public static Shipment Shipment { get; } = new()
    {
        Id = "S1", Number = "102201", Order = new() { Id = (ExternalId)"1001", Reference = "web-1001", Number = "#1001" }, ShippedAt = Noon, Location = "L1", Carrier = "DPD", TrackingNumber = "0123 4567", TrackingUrl = new("https://dpd.example/0123"),
        Cancelled = true, Lines = [new() { OrderLine = "1", Sku = new Sku("KAF-L"), Quantity = 2m }],
    };

    public static Payout Payout { get; } = new()
    {
        Id = "gid://shopify/ShopifyPaymentsPayout/9", Status = PayoutStatus.Paid, StatusText = "PAID", IssuedAt = Noon, Amount = new(96.7m, "EUR"), Location = "L1", BankReference = "TR-9",
        Entries =
        [
            new()
            {
                Id = "gid://shopify/ShopifyPaymentsBalanceTransaction/1", Kind = PayoutEntryKind.Charge, KindText = "CHARGE", Gross = new(100m, "EUR"), Fee = new(3.3m, "EUR"), Net = new(96.7m, "EUR"),
                Order = new() { Id = (ExternalId)"1001", Reference = "web-1001", Number = "#1001" }, Payment = "T1", At = Noon,
            },
        ],
    };

    public static LoyaltyMember LoyaltyMember { get; } = new() { Id = "C1", Balance = 120.5m, Tier = "gold", Transactions = [new("T1", Noon, -3m, "1001")] };

    private static MoneyPair Pair(decimal shop, decimal presentment) => new(new(shop, "EUR"), new(presentment, "USD"));
}
