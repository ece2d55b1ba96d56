namespace RetailConnect.Connectors.Shopify;

/// <summary>Where a product's attribute stands in the shop: one metafield.</summary>
public sealed class ShopifyMetafield
{
    /// <summary>Creates a place with the defaults.</summary>
    public ShopifyMetafield()
    {
    }

    /// <summary>Creates a place.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="key">The key.</param>
    /// <param name="type">Shopify's name of the type.</param>
    public ShopifyMetafield(string ns, string key, string type) => (Namespace, Key, Type) = (ns, key, type);

    /// <summary>Namespace, 3 to 255 letters, digits, hyphens and underscores. Default <c>custom</c>, which is where the shop's own admin puts what people define.</summary>
    public string Namespace { get; set; } = "custom";

    /// <summary>Key, 2 to 64 letters, digits, hyphens and underscores. No default.</summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// Shopify's name of the type: <c>single_line_text_field</c>, <c>multi_line_text_field</c>, <c>url</c> and <c>color</c> hold texts, <c>number_integer</c> and <c>number_decimal</c> numbers, <c>boolean</c>, <c>date</c>
    /// and <c>date_time</c> what they are called. Default <c>single_line_text_field</c>.
    /// </summary>
    public string Type { get; set; } = "single_line_text_field";

    /// <summary>True when the source's value replaces one that somebody else wrote, or changed, in the shop; otherwise that one is left alone. Default false.</summary>
    public bool Overwrite { get; set; }

    /// <summary>Namespace and key, as Shopify writes them together.</summary>
    public override string ToString() => $"{Namespace}.{Key}";
}
