using CustomConnector.Depot.Api;

namespace CustomConnector.Depot.Catalog;

/// <summary>Reads items: the feed of changes, page by page, and named ones by id.</summary>
/// <remarks>
/// The Depot numbers changes as it commits them, so its cursor leaves no gap and the overlap of the request is not needed. A vendor that knows "changed since" only wants a window, which <c>VendorClock.Open</c> of RetailConnect.Http begins by the vendor's clock.
/// The feed holds an item once, at its last change; <see cref="ReadRequest.From"/> saves nothing here.
/// </remarks>
internal sealed class ItemSource(IDepotApi api) : IChangeSource<Product>, IEntitySource<Product>
{
    public const int AtOnce = 50;
    private const int LargestPage = 100;

    public async ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var page = await api.Items(request.After?.Value, Math.Min(request.PageSize, LargestPage), cancellationToken).Needed();
        return new([.. page.Items.Select(ItemMapper.Map)], new Cursor(page.Next), page.More);
    }

    public async ValueTask<IReadOnlyList<Change<Product>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var found = await api.ItemsById(string.Join(',', entities.Distinct()), cancellationToken).Needed();
        return [.. found.Items.Select(ItemMapper.Map)];
    }
}
