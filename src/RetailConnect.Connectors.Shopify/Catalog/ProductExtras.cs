using RetailConnect.Connectors.Shopify.Catalog.Attributes;
using RetailConnect.Connectors.Shopify.Catalog.Images;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>What productSet does not write: the attributes, in which channels a new product is offered, the collection of its category, and the pictures.</summary>
internal sealed class ProductExtras(ProductAttributes attributes, ProductPublishing publishing, CategoryCollections collections, ProductImages images)
{
    /// <summary>Plans; a product that can't be written as a whole gets its fault.</summary>
    public ValueTask<IReadOnlyList<AttributePlan>> PrepareAsync(IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken) => attributes.PrepareAsync(envelopes, results, cancellationToken);

    /// <summary>Completes the products that were written; a fault takes the place of their result.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<Envelope<Product>> envelopes, IReadOnlyList<AttributePlan> plans, WriteResult?[] results, CancellationToken cancellationToken)
    {
        await attributes.WriteAsync(plans, results, cancellationToken);
        await publishing.WriteAsync(envelopes, results, cancellationToken);
        await collections.WriteAsync(envelopes, results, cancellationToken);
        await images.WriteAsync(envelopes, results, cancellationToken);
    }
}
