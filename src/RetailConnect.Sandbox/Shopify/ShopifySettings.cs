namespace RetailConnect.Sandbox.Shopify;

/// <summary>Settings of the simulated shop.</summary>
public sealed record ShopifySettings
{
    /// <summary>The only API version that answers.</summary>
    public const string ApiVersion = "2026-10";

    /// <summary>Client id of the app.</summary>
    public string ClientId { get; init; } = "sandbox-client";

    /// <summary>Client secret of the app; it also signs webhooks.</summary>
    public string ClientSecret { get; init; } = "sandbox-client-secret-of-the-shop";

    /// <summary>Domain of the shop.</summary>
    public string Domain { get; init; } = "northwind.myshopify.example";

    /// <summary>Currency of the shop's books.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Cost points restored in a second: 100, 200, 1000 or 2000 by plan; the bucket holds twenty times as many.</summary>
    public int RestoreRate { get; init; } = 100;

    /// <summary>Rate of the tax on goods.</summary>
    public decimal TaxRate { get; init; } = 0.20m;

    /// <summary>Whether prices contain the tax; else it is added.</summary>
    public bool TaxesIncluded { get; init; } = true;

    /// <summary>Goods of this worth ship free, by a discount on the shipping charge; null charges every order.</summary>
    public decimal? FreeShippingFrom { get; init; }

    /// <summary>Whether the shop has Shopify Payments; one without it has no payouts.</summary>
    public bool ShopifyPayments { get; init; } = true;

    /// <summary>Whether the app has the scope read_shopify_payments_payouts.</summary>
    public bool MayReadPayouts { get; init; } = true;

    /// <summary>Share of a payment that Shopify Payments keeps.</summary>
    public decimal PaymentFeeRate { get; init; } = 0.019m;

    /// <summary>What Shopify Payments keeps of each payment besides.</summary>
    public decimal PaymentFee { get; init; } = 0.25m;

    /// <summary>What a dispute costs, and what comes back when it is won.</summary>
    public decimal DisputeFee { get; init; } = 15m;

    /// <summary>Time between the start of a bulk operation and its first line.</summary>
    public TimeSpan BulkStart { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Lines of a bulk operation that are run in a second; Shopify publishes no figure.</summary>
    public double BulkLinesPerSecond { get; init; } = 100;

    /// <summary>Objects that a bulk query finds in a second; Shopify publishes no figure.</summary>
    public double BulkObjectsPerSecond { get; init; } = 5_000;

    /// <summary>How webhooks are delivered: 5 s to answer, 8 retries over 4 h.</summary>
    public WebhookPolicy Webhooks { get; init; } = new(TimeSpan.FromSeconds(5), [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(100)]);
}
