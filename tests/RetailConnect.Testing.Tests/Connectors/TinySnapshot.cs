namespace RetailConnect.Testing.Tests.Connectors;

internal sealed class TinySnapshot(ITinyApi api, TinyOptions options) : ISnapshotSource<Product>
{
    private int reads;

    public static readonly string[] Fields = [ObservedField.Price];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.Keys is { } keys ? await ByKeyAsync(keys, cancellationToken) : await PageAsync(request, cancellationToken);
        }
        catch (OperationCanceledException) when (options.Flaw is Flaw.SwallowsCancellation)
        {
            return new([], null);
        }
    }

    private async Task<SnapshotPage> PageAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var page = await api.Products(request.After?.Value.Split('~')[0], request.PageSize, cancellationToken);
        var next = page.Next is { } more ? new Cursor(more) : null;
        return new([.. page.Products.SelectMany(product => Observe(product, 0))], options.Flaw switch
        {
            Flaw.SnapshotNeverEnds => new($"{page.Next ?? request.After?.Value.Split('~')[0]}~{++reads}"),
            Flaw.SnapshotStays when next is not null => new("~"),
            _ => next,
        });
    }

    private async Task<SnapshotPage> ByKeyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = (await api.Find(new(keys), cancellationToken)).Products.SelectMany(product => Observe(product, options.Flaw is Flaw.ShowsOtherwiseByKey ? 1 : 0)).Where(seen => keys.Contains(seen.Key)).ToList();
        var missing = options.Flaw is Flaw.ShowsWhatIsNotThere ? keys.Except(found.Select(seen => seen.Key)) : [];
        return new([.. found, .. missing.Select(key => new Observation(key, key, [ObservedField.Of(ObservedField.Price, "")]))], null);
    }

    private IEnumerable<Observation> Observe(TinyProduct product, decimal more) => product.Variants.Select(variant => new Observation(variant.Sku, product.Id,
    [
        ObservedField.Of(ObservedField.Price, new Money(variant.Price + more + (options.Flaw is Flaw.SnapshotsAreDrawn ? ++reads : 0), variant.Currency)),
        .. options.Flaw is Flaw.ShowsMoreThanItDeclares ? [ObservedField.Of(ObservedField.Gtin, "")] : Array.Empty<ObservedField>(),
    ]));
}
