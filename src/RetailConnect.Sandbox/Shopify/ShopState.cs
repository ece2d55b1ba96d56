namespace RetailConnect.Sandbox.Shopify;

/// <summary>The shop's data. Whoever touches it holds the simulator's lock.</summary>
internal sealed class ShopState
{
    /// <summary>The namespace that the shop reserves for the app.</summary>
    public const string AppNamespace = "app--1001";

    private long next = 1000;

    public Dictionary<string, LocationRow> Locations { get; } = [];

    public Dictionary<string, ProductRow> Products { get; } = [];

    public Dictionary<string, VariantRow> Variants { get; } = [];

    /// <summary>Names of the publications by id.</summary>
    public Dictionary<string, string> Publications { get; } = [];

    public Dictionary<string, CollectionRow> Collections { get; } = [];

    public Dictionary<string, VariantRow> Items { get; } = [];

    public Dictionary<(string Item, string Location), LevelRow> Levels { get; } = [];

    public Dictionary<(string Owner, string Namespace, string Key), MetafieldRow> Metafields { get; } = [];

    /// <summary>Types of the metafields of products that the merchant defined.</summary>
    public Dictionary<(string Namespace, string Key), string> MetafieldDefinitions { get; } = [];

    public Dictionary<string, PriceListRow> PriceLists { get; } = [];

    public Dictionary<string, CustomerRow> Customers { get; } = [];

    /// <summary>Customers whose erasure was requested.</summary>
    public HashSet<string> Erasures { get; } = [];

    public Dictionary<string, OrderRow> Orders { get; } = [];

    public Dictionary<string, RefundRow> Refunds { get; } = [];

    public Dictionary<string, PlaceRow> Places { get; } = [];

    public Dictionary<string, FulfillmentRow> Fulfillments { get; } = [];

    public Dictionary<string, SubscriptionRow> Subscriptions { get; } = [];

    public Dictionary<string, UploadRow> Uploads { get; } = [];

    public Dictionary<string, FileRow> Files { get; } = [];

    public Dictionary<string, BulkRow> Bulk { get; } = [];

    public static string Gid(string type, long number) => $"gid://shopify/{type}/{number}";

    public static string Tail(string gid) => gid[(gid.LastIndexOf('/') + 1)..];

    public string NewId(string type) => Gid(type, ++next);

    /// <summary>Writes a metafield. Whether that moves its product's time is not published, so it does not.</summary>
    public MetafieldRow SetMetafield((string Owner, string Namespace, string Key) place, string type, string value, DateTimeOffset now)
    {
        if (!Metafields.TryGetValue(place, out var row))
        {
            Metafields[place] = row = new MetafieldRow { Id = NewId("Metafield"), Owner = place.Owner, Namespace = place.Namespace, Key = place.Key, Type = type, Value = "", CreatedAt = now, UpdatedAt = now };
        }

        (row.Type, row.Value, row.UpdatedAt) = (type, MetafieldTypes.Kept(type, value) ?? throw new ArgumentException($"'{value}' is no {type}."), now);
        return row;
    }
}

internal sealed class LocationRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class ProductRow
{
    public required string Id { get; init; }

    public required string Handle { get; set; }

    public string Title { get; set; } = "";

    public string Html { get; set; } = "";

    public string Type { get; set; } = "";

    public string Status { get; set; } = "ACTIVE";

    public string Option { get; set; } = "Title";

    public List<VariantRow> Variants { get; } = [];

    public HashSet<string> Publications { get; } = [];

    /// <summary>The pictures in their order.</summary>
    public List<FileRow> Media { get; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class VariantRow
{
    public required string Id { get; init; }

    public required string Item { get; init; }

    public required ProductRow Product { get; init; }

    public string Sku { get; set; } = "";

    public string Title { get; set; } = "";

    public string? Barcode { get; set; }

    public decimal Price { get; set; }

    public decimal? CompareAt { get; set; }

    public decimal? Cost { get; set; }

    public bool Tracked { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class LevelRow
{
    public required string Id { get; init; }

    public required VariantRow Variant { get; init; }

    public required LocationRow Location { get; init; }

    public int Available { get; set; }

    public int Committed { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class CustomerRow
{
    public required string Id { get; init; }

    public string First { get; set; } = "";

    public string Last { get; set; } = "";

    public string Email { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Street { get; set; } = "1 High Street";

    public string Zip { get; set; } = "N1 1AA";

    public string City { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An amount in the shop's currency and in the customer's.</summary>
internal readonly record struct Bag(decimal Shop, decimal Presentment)
{
    public static Bag operator +(Bag left, Bag right) => new(left.Shop + right.Shop, left.Presentment + right.Presentment);

    public static Bag operator -(Bag left, Bag right) => new(left.Shop - right.Shop, left.Presentment - right.Presentment);
}

internal sealed class OrderRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required CustomerRow? Customer { get; init; }

    public required LocationRow Location { get; init; }

    public required string Currency { get; init; }

    public required string Presentment { get; init; }

    public required decimal Rate { get; init; }

    public required List<OrderLineRow> Lines { get; init; }

    public required Bag Shipping { get; init; }

    /// <summary>What was taken off the shipping charge.</summary>
    public Bag ShippingDiscount { get; init; }

    public required string ShippingId { get; init; }

    public required Bag Tip { get; init; }

    public required Bag Total { get; init; }

    /// <summary>Duty on the first line.</summary>
    public Bag Duty { get; init; }

    public Bag Fee { get; init; }

    /// <summary>What the customer ordered with.</summary>
    public required ShopBasket Basket { get; init; }

    public List<string> Tags { get; } = [];

    public string? Risk { get; set; }

    /// <summary>Fulfilment orders: what is to be sent from where.</summary>
    public List<PlaceRow> Places { get; } = [];

    public required List<TransactionRow> Transactions { get; init; }

    public List<RefundRow> Refunds { get; } = [];

    public List<AgreementRow> Agreements { get; } = [];

    /// <summary>What edits added to the total, or took off it.</summary>
    public Bag Edited { get; set; } = new(0, 0);

    public bool IsEdited { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public List<FulfillmentRow> Fulfillments { get; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public Bag BagOf(decimal shop) => new(shop, decimal.Round(shop * Rate, 2, MidpointRounding.AwayFromZero));
}

internal sealed class OrderLineRow
{
    public required string Id { get; init; }

    public required VariantRow Variant { get; init; }

    public required int Units { get; init; }

    public required Bag UnitPrice { get; init; }

    public required Bag Discount { get; init; }

    /// <summary>The line's part of the discount on the order as a whole.</summary>
    public Bag OrderDiscount { get; init; }

    public required Bag Tax { get; init; }

    public int Returned { get; set; }

    /// <summary>Units that an edit took off.</summary>
    public int Removed { get; set; }

    /// <summary>What they had cost.</summary>
    public decimal RemovedNet { get; set; }

    public int Gone => Returned + Removed;

    public int Fulfilled { get; set; }

    public Bag Discounts => Discount + OrderDiscount;

    public Bag Net => new((UnitPrice.Shop * Units) - Discounts.Shop, (UnitPrice.Presentment * Units) - Discounts.Presentment);
}

internal sealed record TransactionRow(string Id, string Kind, string Gateway, Bag Amount, DateTimeOffset At);


internal sealed class RefundRow
{
    public required string Id { get; init; }

    public required OrderRow Order { get; init; }

    public required List<RefundLineRow> Lines { get; init; }

    public required Bag Total { get; init; }

    /// <summary>The money; null for goods that an edit took off, whose money has not moved.</summary>
    public TransactionRow? Transaction { get; init; }

    /// <summary>What the total is off the goods and the shipping.</summary>
    public Bag Adjustment { get; init; } = new(0, 0);

    /// <summary>Shipping and tip that are given back.</summary>
    public Bag Extras { get; init; } = new(0, 0);

    /// <summary>Duty that is given back.</summary>
    public Bag Duty { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed record RefundLineRow(string Id, OrderLineRow Line, int Units, bool Restocked, LocationRow? Location, Bag Subtotal, Bag Tax)
{
    /// <summary>What became of the goods.</summary>
    public string Restock { get; init; } = Restocked ? "RETURN" : "NO_RESTOCK";
}

internal sealed class SubscriptionRow
{
    public required string Id { get; init; }

    public required string Topic { get; init; }

    public required string Uri { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
