using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.PriceLists;

/// <summary>One fixed price on its way to a list, or off it.</summary>
/// <param name="Index">Place of its envelope.</param>
/// <param name="List">Shopify's id of the list.</param>
/// <param name="Variant">Shopify's id of the variant.</param>
/// <param name="Input">The price; null when there is to be none.</param>
internal sealed record FixedPrice(int Index, string List, string Variant, FixedPriceInput? Input)
{
    private const char Between = '|';

    /// <summary>The id under which the engine keeps it.</summary>
    public ExternalId Id => new($"{List}{Between}{Variant}");

    /// <summary>The fixed price that an id of ours names, to be taken away; null when it names none.</summary>
    public static FixedPrice? Gone(int index, ExternalId id) => id.Value.Split(Between) is [{ Length: > 0 } list, { Length: > 0 } variant] ? new(index, list, variant, null) : null;
}
