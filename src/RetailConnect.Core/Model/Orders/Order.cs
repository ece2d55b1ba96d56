namespace RetailConnect;

/// <summary>An order of a web shop or a sale of a store.</summary>
/// <remarks>
/// References (customer, location) are ids in the system that was read. All amounts stand in the shop's and in the customer's currency.
/// The total balances: lines + added taxes + shipping + tips + rounding - discounts = total; <see cref="OrderTotals"/> proves it.
/// Gift cards redeemed are payments and don't change the total; gift cards sold are lines.
/// </remarks>
public sealed record Order
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>Number as printed for the customer; null when the system gives none.</summary>
    public string? Number { get; init; }

    /// <summary>When the customer placed the order.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>How far the order has come.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>True when unit prices contain the tax, false when tax is added.</summary>
    public bool TaxesIncluded { get; init; }

    /// <summary>The customer; null for an anonymous sale.</summary>
    public CustomerReference? Customer { get; init; }

    /// <summary>The company that buys, through <see cref="Customer"/>; null for a private person, and where the system knows no companies.</summary>
    public BuyingCompany? Company { get; init; }

    /// <summary>Sales channel as the system names it, for example <c>web</c>, <c>pos</c> or the id of an app; null when unknown.</summary>
    public string? Channel { get; init; }

    /// <summary>Marks that people or apps gave the order, in a fixed order; null when it has none.</summary>
    public IReadOnlyList<string>? Tags { get; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>What the system's fraud check says; null when it said nothing, or nothing yet.</summary>
    public OrderRisk? Risk { get; init; }

    /// <summary>Where the goods come from, unless a line says otherwise; null when unknown.</summary>
    public ExternalId? Location { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>Shipping charges.</summary>
    public IReadOnlyList<ShippingCharge> Shipping { get; init; } = [];

    /// <summary>Discounts on the order as a whole; those of a line stand at the line.</summary>
    public IReadOnlyList<Discount> Discounts { get; init; } = [];

    /// <summary>Tip; null when there is none.</summary>
    public MoneyPair? Tip { get; init; }

    /// <summary>Cash rounding, positive or negative; null when there is none.</summary>
    public MoneyPair? Rounding { get; init; }

    /// <summary>Payments, gift cards redeemed included.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Fulfilments so far.</summary>
    public IReadOnlyList<Fulfillment> Fulfillments { get; init; } = [];

    /// <summary>What the customer owes in all.</summary>
    public required MoneyPair Total { get; init; }
}
