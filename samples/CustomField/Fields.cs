using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Connectors.Square;

namespace CustomField;

/// <summary>Where the retailer's own fields stand in each system. This is all that a custom field needs.</summary>
internal static class Fields
{
    /// <summary>Name by which the systems and the rule know the last day of an item's season.</summary>
    public const string SeasonEnd = "season-end";

    private const string Material = "material";

    /// <summary>The ERP's items have two custom fields; its page of items is the retailer's own, because the standard page shows none.</summary>
    public static void Read(BusinessCentralOptions erp, string? page)
    {
        erp.ItemPageRoute = page;
        erp.ItemAttributes["fabric"] = new(Material);
        erp.ItemAttributes["seasonEnd"] = new(SeasonEnd, AttributeType.Date);
    }

    /// <summary>The shop shows them as typed metafields.</summary>
    public static void Show(ShopifyOptions shop)
    {
        shop.Attributes[Material] = new("custom", "fabric", "single_line_text_field");
        shop.Attributes[SeasonEnd] = new("custom", "season_end", "date");
    }

    /// <summary>The till shows the material alone, as a custom attribute.</summary>
    public static void Show(SquareOptions till) => till.Attributes[Material] = new("fabric");

    /// <summary>The field takes part in a rule of the retailer's own.</summary>
    public static TenantBuilder SyncWithRule(this TenantBuilder tenant) => tenant.SyncCatalog(from: "erp", to: ["web", "pos"], sync =>
    {
        sync.Use<SeasonRule>();
        (sync.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
    });
}
