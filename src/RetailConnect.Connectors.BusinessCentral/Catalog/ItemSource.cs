using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Reads items with their variants; after the changed items of a window come the items of changed variants, whose change the item does not show.</summary>
internal sealed class ItemSource(IBusinessCentralApi api, Addresses addresses, Paging paging, CategoryFinder categories, ItemPictures pictures, BusinessCentralOptions options) : IChangeSource<Product>, IEntitySource<Product>
{
    public const int AtOnce = 20;
    private const string VariantPages = "variants:";

    private string Expand => options.ReadPictures ? "itemVariants,picture" : "itemVariants";

    public async ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var window = paging.Open(request);
        if (window.Page?.StartsWith(VariantPages, StringComparison.Ordinal) == true)
        {
            return await OfVariantsAsync(request, window, began, cancellationToken);
        }

        if (window.Page is null)
        {
            categories.Forget();
        }

        var address = paging.At(window, addresses.Items(Filter.Since(window.Since), Expand));
        var page = await api.Items(address, paging.Prefer(request.PageSize), cancellationToken).Needed();
        var changes = await MapAsync(page.Value, began, cancellationToken);
        return page.NextLink is { } link ? new(changes, window.AtPage(addresses.PathOf(link)), true) { Total = page.Count }
            : window.Since is null ? new(changes, window.Finished(), false) { Total = page.Count }
            : new(changes, window.AtPage(VariantPages), true);
    }

    public async ValueTask<IReadOnlyList<Change<Product>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var ids = entities.Select(entity => Guid.TryParse(entity.Value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct();
        return await MapAsync(await ItemsAsync(ids, cancellationToken), began, cancellationToken);
    }

    private async ValueTask<ChangePage<Product>> OfVariantsAsync(ReadRequest request, VendorWindow window, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var path = window.Page![VariantPages.Length..];
        var address = path.Length > 0 ? addresses.At(path) : addresses.List("itemVariants", Filter.Since(window.Since));
        var page = await api.Variants(address, paging.Prefer(request.PageSize), cancellationToken).Needed();
        var items = await ItemsAsync(page.Value.Select(variant => variant.ItemId ?? Guid.Empty).Where(id => id != Guid.Empty).Distinct(), cancellationToken);
        var next = page.NextLink is { } link ? window.AtPage(VariantPages + addresses.PathOf(link)) : window.Finished();
        return new(await MapAsync(items, began, cancellationToken), next, page.NextLink is not null);
    }

    private async ValueTask<IReadOnlyList<Change<Product>>> MapAsync(IReadOnlyList<Item> items, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var names = await categories.NamesAsync(items, cancellationToken);
        var images = await pictures.ReadAsync(items, cancellationToken);
        return [.. items.Select((item, index) => ItemMapper.Map(item, names, images[index], began, options))];
    }

    private async ValueTask<IReadOnlyList<Item>> ItemsAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var items = new List<Item>();
        foreach (var chunk in ids.Chunk(AtOnce))
        {
            items.AddRange(await paging.EachAsync<Item>(addresses.Items(Filter.AnyOf("id", chunk), Expand), api.Items, cancellationToken));
        }

        return items;
    }
}
