using System.Security.Cryptography;

namespace RetailConnect.Sandbox.Shopify;

/// <content>Pictures of products, as buyers and staff see them.</content>
public sealed partial class ShopifySimulator
{
    /// <summary>Pictures by SKU, in their order: file name, and SHA-256 of the content in lower-case hexadecimal digits.</summary>
    public IReadOnlyList<(string Sku, string File, string Digest)> Pictures => Locked(() => state.Variants.Values.SelectMany(variant => variant.Product.Media.Select(file => (variant.Sku, file.Name, Convert.ToHexStringLower(SHA256.HashData(file.Content))))).ToList());

    /// <summary>Names of all files that the shop has, those that could not be processed too.</summary>
    public IReadOnlyList<string> Files => Locked(() => state.Files.Values.Select(file => file.Name).ToList());

    /// <summary>Somebody gives a product a picture by hand.</summary>
    public void AddPicture(string sku, string file, byte[] content) => Change(sku, variant =>
    {
        var id = state.NewId("MediaImage");
        var before = time.GetUtcNow().AddHours(-1);
        variant.Product.Media.Add(state.Files[id] = new() { Id = id, Name = file, Content = [.. content], CreatedAt = before, UpdatedAt = before });
    });

    /// <summary>Somebody takes a picture off a product by hand; the file stays.</summary>
    public void TakePictureOff(string sku, string file) => Change(sku, variant => variant.Product.Media.RemoveAll(media => media.Name == file));
}
