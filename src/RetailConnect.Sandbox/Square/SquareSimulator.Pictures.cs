using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <content>Pictures of items, as buyers and staff see them.</content>
public sealed partial class SquareSimulator
{
    /// <summary>Pictures by SKU, in their order, of which a till shows the first: name, and SHA-256 of the content in lower-case hexadecimal digits.</summary>
    public IReadOnlyList<(string Sku, string Name, string Digest)> Pictures => Look(() => state.Catalog.Values.Where(row => row.Sku is not null).SelectMany(variation => ImageIds(state.Catalog[variation.Item!]).Select(id => state.Catalog[(string)id!])
        .Select(image => (variation.Sku!, image.ImageName ?? "", Convert.ToHexStringLower(SHA256.HashData(image.File.Span))))).ToList());

    /// <summary>Names of all pictures that the catalogue has, those that nothing shows too.</summary>
    public IReadOnlyList<string> Images => Look(() => state.Catalog.Values.Where(row => row.Type is CatalogRow.ImageType).Select(row => row.ImageName ?? "").ToList());

    /// <summary>Staff gives an item one more picture.</summary>
    public void AddPicture(string sku, string name, byte[] content) => Look(() =>
    {
        var item = ItemOf(sku);
        Show(item, [.. ImageIds(item).Select(id => (string)id!), images.Add(name, null, content).Id]);
        return true;
    });

    /// <summary>Staff takes a picture off an item; the picture stays in the catalogue.</summary>
    public void TakePictureOff(string sku, string name) => Look(() =>
    {
        Show(ItemOf(sku), [.. ImageIds(ItemOf(sku)).Select(id => (string)id!).Where(id => state.Catalog[id].ImageName != name)]);
        return true;
    });

    /// <summary>Staff deletes the pictures of a name; no item shows them any more.</summary>
    public void DeletePicture(string name) => Look(() =>
    {
        foreach (var image in state.Catalog.Values.Where(row => row.Type is CatalogRow.ImageType && row.ImageName == name).ToList())
        {
            state.Catalog.Values.Where(row => row.Type is CatalogRow.ItemType && ImageIds(row).Any(id => (string)id! == image.Id)).ToList().ForEach(item => Show(item, [.. ImageIds(item).Select(id => (string)id!).Where(id => id != image.Id)]));
            state.Remove(image);
        }

        return true;
    });

    private CatalogRow ItemOf(string sku) => state.Catalog[state.Catalog.Values.First(row => row.Sku == sku).Item!];

    private static JsonArray ImageIds(CatalogRow item) => item.Body["item_data"]!["image_ids"] as JsonArray ?? [];

    private void Show(CatalogRow item, IReadOnlyList<string> ids)
    {
        item.Body["item_data"]!["image_ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        item.Version = turns.Take();
        item.UpdatedAt = time.GetUtcNow();
    }
}
