namespace RetailConnect.Testing;

/// <summary>Makes hostile content of a good sample.</summary>
internal static class HostileSamples
{
    private const string Emoji = "Ünïcode 👩‍👩‍👧 \"quoted\" <b>&amp;</b> ' \\ ";
    private static readonly string Long = string.Concat(Enumerable.Repeat("very long ", 600)).Trim();

    /// <summary>Named variants of a sample; none for types that have nothing to be hostile with.</summary>
    public static IEnumerable<(string Name, Func<object, object> Change)> Of(EntityType type)
    {
        if (type == EntityType.Product)
        {
            return [.. Products().Select(entry => (entry.Name, Typed(entry.Change)))];
        }

        if (type == EntityType.ListPrice)
        {
            return [.. ListPrices().Select(entry => (entry.Name, Typed(entry.Change)))];
        }

        if (type == EntityType.StockLevel)
        {
            return [.. Levels().Select(entry => (entry.Name, Typed(entry.Change)))];
        }

        return type == EntityType.Order ? [.. Orders().Select(entry => (entry.Name, Typed(entry.Change)))]
            : type == EntityType.Customer ? [.. Customers().Select(entry => (entry.Name, Typed(entry.Change)))]
            : type == EntityType.Return ? [.. Returns().Select(entry => (entry.Name, Typed(entry.Change)))]
            : type == EntityType.Payout ? [.. Payouts().Select(entry => (entry.Name, Typed(entry.Change)))]
            : type == EntityType.Shipment ? [.. Shipments().Select(entry => (entry.Name, Typed(entry.Change)))]
            : [];
    }

    /// <summary>Those of the variants that are proper content, merely unusual: every vendor of retail takes them.</summary>
    public static IEnumerable<(string Name, Func<object, object> Change)> Unusual(EntityType type) =>
        Of(type).Where(entry => entry.Name is "emoji" or "no tracking number" || (type == EntityType.StockLevel && entry.Name is "an amount of zero"));

    /// <summary>A change after which no vendor can take the sample; null when the type has none.</summary>
    public static Func<object, object>? Bad(EntityType type) => Of(type).Where(entry => entry.Name == "a missing SKU").Select(entry => entry.Change).FirstOrDefault();

    private static IEnumerable<(string Name, Func<Product, Product> Change)> Products() =>
    [
        ("emoji", product => product with { Title = Emoji + product.Title }),
        ("a very long text", product => product with { Title = $"{product.Title} {Long}", Description = Long, Category = new() { Name = Long } }),
        ("a price of zero", product => Priced(product, money => money with { Amount = 0 })),
        ("a negative price", product => Priced(product, money => money with { Amount = -1 })),
        ("a price of three decimals", product => Priced(product, _ => new Money(1.125m, "KWD"))),
        ("a price of four decimals", product => Priced(product, money => money with { Amount = 1.2345m })),
        ("a missing SKU", product => product with { Variants = [.. product.Variants.Select(variant => variant with { Sku = new("") })] }),
        ("duplicate lines", product => product with { Variants = [.. product.Variants, .. product.Variants] }),
    ];

    private static IEnumerable<(string Name, Func<ListPrice, ListPrice> Change)> ListPrices() =>
    [
        ("a price of zero", line => line with { Price = Price.Of(line.Price.Amount * 0) }),
        ("a negative price", line => line with { Price = Price.Of(-line.Price.Amount) }),
        ("a price of three decimals", line => line with { Price = Price.Of(new Money(1.125m, "KWD")) }),
        ("a price of four decimals", line => line with { Price = Price.Of(line.Price.Amount with { Amount = 1.2345m }) }),
        ("a crossed-out price of zero", line => line with { Price = line.Price with { CompareAt = line.Price.Amount * 0 } }),
        ("a missing SKU", line => line with { Sku = new("") }),
        ("an unknown SKU with emoji", line => line with { Sku = new("\U0001F9E6-'" + Emoji) }),
        ("an unknown list with emoji", line => line with { List = Emoji }),
    ];

    private static IEnumerable<(string Name, Func<StockLevel, StockLevel> Change)> Levels() =>
    [
        ("an amount of zero", level => level with { Available = Quantity.Zero }),
        ("a negative amount", level => level with { Available = -3m }),
        ("an amount of four decimals", level => level with { Available = 1.2345m }),
        ("a missing SKU", level => level with { Sku = new("") }),
        ("an unknown SKU with emoji", level => level with { Sku = new("🧦-" + Long) }),
    ];

    private static IEnumerable<(string Name, Func<Order, Order> Change)> Orders() =>
    [
        ("emoji", order => Lined(order, line => line with { Title = Emoji })),
        ("a very long text", order => Lined(order, line => line with { Title = Long })),
        ("an amount of zero", order => Priced(order, pair => pair * 0)),
        ("a negative amount", order => Priced(order, pair => pair * -1)),
        ("an amount of three decimals", order => Priced(order, _ => MoneyPair.Of(new(1.125m, "KWD")))),
        ("an amount of four decimals", order => Priced(order, pair => (pair * 0) + MoneyPair.Of(pair.Shop with { Amount = 1.2345m }))),
        ("a missing SKU", order => Lined(order, line => line with { Sku = new("") })),
        ("duplicate lines", order => Balanced(order with { Lines = [.. order.Lines, .. order.Lines.Select(line => line with { Id = line.Id.Value + "-again" })], Payments = [] })),
    ];

    private static IEnumerable<(string Name, Func<Customer, Customer> Change)> Customers() =>
    [
        ("emoji", customer => customer with { FirstName = Emoji, LastName = Emoji }),
        ("a very long text", customer => customer with { FirstName = Long, LastName = Long }),
        ("no name", customer => customer with { FirstName = null, LastName = null }),
        ("nothing to reach them by", customer => customer with { Email = null, Phone = null }),
    ];

    private static IEnumerable<(string Name, Func<Return, Return> Change)> Returns() =>
    [
        ("emoji", taken => Lined(taken, line => line with { Title = Emoji })),
        ("a very long text", taken => Lined(taken, line => line with { Title = Long })),
        ("an amount of zero", taken => Priced(taken, pair => pair * 0)),
        ("a negative amount", taken => Priced(taken, pair => pair * -1)),
        ("an amount of three decimals", taken => Priced(taken, _ => MoneyPair.Of(new(1.125m, "KWD")))),
        ("a missing SKU", taken => Lined(taken, line => line with { Sku = new(""), OrderLine = null })),
        ("duplicate lines", taken => Summed(taken with { Lines = [.. taken.Lines, .. taken.Lines.Select(line => line with { Id = line.Id.Value + "-again" })] })),
    ];

    private static IEnumerable<(string Name, Func<Shipment, Shipment> Change)> Shipments() =>
    [
        ("emoji", sent => sent with { Carrier = Emoji }),
        ("a very long text", sent => sent with { Carrier = Long, TrackingNumber = Long }),
        ("no tracking number", sent => sent with { Carrier = null, TrackingNumber = null, TrackingUrl = null }),
        ("an amount of zero", sent => Lined(sent, line => line with { Quantity = Quantity.Zero })),
        ("a negative amount", sent => Lined(sent, line => line with { Quantity = -1m })),
        ("an amount of four decimals", sent => Lined(sent, line => line with { Quantity = 1.2345m })),
        ("a missing SKU", sent => Lined(sent, line => line with { Sku = new(""), OrderLine = null })),
        ("duplicate lines", sent => sent with { Lines = [.. sent.Lines, .. sent.Lines] }),
        ("no lines", sent => sent with { Lines = [] }),
    ];

    private static IEnumerable<(string Name, Func<Payout, Payout> Change)> Payouts() =>
    [
        ("emoji", payout => payout with { BankReference = Emoji, Entries = [.. payout.Entries.Select(entry => entry with { KindText = Emoji })] }),
        ("a very long text", payout => payout with { BankReference = Long, Entries = [.. payout.Entries.Select(entry => entry with { KindText = Long })] }),
        ("an amount of zero", payout => Paid(payout, money => money * 0)),
        ("a negative amount", payout => Paid(payout, money => -money)),
        ("an amount of three decimals", payout => Paid(payout, _ => new Money(1.125m, "KWD"))),
        ("an amount of four decimals", payout => Paid(payout, money => money with { Amount = 1.2345m })),
        ("an entry of an unknown kind", payout => payout with { Entries = [.. payout.Entries.Select(entry => entry with { Kind = PayoutEntryKind.Other, KindText = null })] }),
        ("duplicate lines", payout => payout with { Amount = payout.Amount * 2, Entries = [.. payout.Entries, .. payout.Entries] }),
        ("an amount that its entries don't make", payout => payout with { Amount = payout.Amount + payout.Amount }),
        ("no entries", payout => payout with { Entries = [] }),
    ];

    /// <summary>A payout whose one charge has an amount, without a fee.</summary>
    private static Payout Paid(Payout payout, Func<Money, Money> change)
    {
        var amount = change(payout.Amount);
        return payout with { Amount = amount, Entries = [payout.Entries[0] with { Kind = PayoutEntryKind.Charge, Gross = amount, Fee = Money.Zero(amount.Currency), Net = amount }] };
    }

    private static Func<object, object> Typed<T>(Func<T, T> change)
        where T : class => value => change((T)value);

    private static Product Priced(Product product, Func<Money, Money> change) =>
        product with { Variants = [.. product.Variants.Select(variant => variant with { Cost = null, Price = variant.Price with { Amount = change(variant.Price.Amount), CompareAt = null } })] };

    private static Order Lined(Order order, Func<OrderLine, OrderLine> change) => order with { Lines = [.. order.Lines.Select(change)] };

    private static Order Priced(Order order, Func<MoneyPair, MoneyPair> change) => Balanced(order with
    {
        Lines = [.. order.Lines.Select(line => line with { UnitPrice = change(line.UnitPrice), Quantity = 1, Discounts = [], Taxes = [] })], Shipping = [], Discounts = [], Tip = null, Rounding = null, Payments = [],
        Total = change(order.Total),
    });

    private static Order Balanced(Order order) => order with { Total = OrderTotals.Compute(order) };

    private static Return Lined(Return taken, Func<ReturnLine, ReturnLine> change) => taken with { Lines = [.. taken.Lines.Select(change)] };

    private static Shipment Lined(Shipment sent, Func<ShipmentLine, ShipmentLine> change) => sent with { Lines = [.. sent.Lines.Select(change)] };

    private static Return Priced(Return taken, Func<MoneyPair, MoneyPair> change) => Summed(taken with
    {
        Lines = [.. taken.Lines.Select(line => line with { Amount = change(line.Amount), Tax = null })], Shipping = null, ShippingTax = null, Adjustment = null, AdjustmentTax = null, Refunds = [],
        Total = change(taken.Total),
    });

    private static Return Summed(Return taken) => taken with
    {
        Total = taken.Lines.Aggregate(MoneyPair.Zero(taken.Total.Shop.Currency, taken.Total.Presentment.Currency), (sum, line) => sum + line.Amount), Shipping = null, Adjustment = null,
    };
}
