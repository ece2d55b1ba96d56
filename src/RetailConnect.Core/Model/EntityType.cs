using System.Text.Json.Serialization;

namespace RetailConnect;

/// <summary>Name of a canonical type, as it is written in stores, metrics and settings.</summary>
/// <param name="Name">Kebab-case name.</param>
public readonly record struct EntityType(string Name)
{
    /// <summary>Products with their variants and prices.</summary>
    public static EntityType Product { get; } = new("product");

    /// <summary>Prices of variants in price lists.</summary>
    public static EntityType ListPrice { get; } = new("list-price");

    /// <summary>SKUs of products; the canonical id is the product's.</summary>
    public static EntityType ProductSku { get; } = new("product-sku");

    /// <summary>Plans of prices, whose changes are followed beside a catalogue.</summary>
    public static EntityType PricePlan { get; } = new("price-plan");

    /// <summary>Sellable variants; the canonical id is the SKU.</summary>
    public static EntityType Variant { get; } = new("variant");

    /// <summary>Places that hold stock; the canonical id is the location code.</summary>
    public static EntityType Location { get; } = new("location");

    /// <summary>Stock of one variant at one location.</summary>
    public static EntityType StockLevel { get; } = new("stock-level");

    /// <summary>Orders and store sales.</summary>
    public static EntityType Order { get; } = new("order");

    /// <summary>Numbers of orders as printed on receipts; the canonical id is the order's.</summary>
    public static EntityType OrderNumber { get; } = new("order-number");

    /// <summary>Numbers of the documents that orders, returns and payouts have in an ERP; the canonical id is theirs.</summary>
    public static EntityType DocumentNumber { get; } = new("document-number");

    /// <summary>What a kit was made of when an order sold it; the canonical id is the order's and the kit's SKU.</summary>
    public static EntityType SoldKit { get; } = new("sold-kit");

    /// <summary>Customers.</summary>
    public static EntityType Customer { get; } = new("customer");

    /// <summary>Normalized e-mail addresses and phone numbers; the canonical id is the customer's.</summary>
    public static EntityType CustomerContact { get; } = new("customer-contact");

    /// <summary>Persons who were merged into another one, and profiles that came with them; the canonical id is that of who stays, or whose the profile was.</summary>
    public static EntityType CustomerMerge { get; } = new("customer-merge");

    /// <summary>Hashes by which customers who may be one person are found, who was found when a customer was new, and what was decided; the canonical id is a customer's.</summary>
    public static EntityType CustomerLikeness { get; } = new("customer-likeness");

    /// <summary>Profiles of erased persons; the canonical id is the person's.</summary>
    public static EntityType CustomerErasure { get; } = new("customer-erasure");

    /// <summary>Returns and refunds.</summary>
    public static EntityType Return { get; } = new("return");

    /// <summary>Units of orders that left, with carrier and tracking number.</summary>
    public static EntityType Shipment { get; } = new("shipment");

    /// <summary>Money that payment providers paid out, with fees and disputes.</summary>
    public static EntityType Payout { get; } = new("payout");

    /// <summary>Members of a loyalty programme.</summary>
    public static EntityType LoyaltyMember { get; } = new("loyalty-member");

    /// <summary>Returns the name of a canonical model's type.</summary>
    /// <exception cref="ArgumentException">The type is no canonical model that flows through a sync.</exception>
    public static EntityType Of<T>() => typeof(T) switch
    {
        var type when type == typeof(Product) => Product,
        var type when type == typeof(ListPrice) => ListPrice,
        var type when type == typeof(Location) => Location,
        var type when type == typeof(StockLevel) => StockLevel,
        var type when type == typeof(Order) => Order,
        var type when type == typeof(Customer) => Customer,
        var type when type == typeof(Return) => Return,
        var type when type == typeof(Shipment) => Shipment,
        var type when type == typeof(Payout) => Payout,
        var type when type == typeof(LoyaltyMember) => LoyaltyMember,
        var type => throw new ArgumentException($"{type.Name} is no canonical model that flows through a sync."),
    };

    /// <summary>True for types whose changes are business facts: never coalesced, always in order.</summary>
    [JsonIgnore]
    public bool IsTransaction => this == Order || this == Return || this == Shipment || this == Payout;

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
