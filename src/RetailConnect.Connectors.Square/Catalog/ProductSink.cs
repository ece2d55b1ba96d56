using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Writes products as items with variations: those that Square has, found by id or SKU, are changed with their current version; only the others are created. A repeat finds what the first try made.</summary>
internal sealed class ProductSink(ISquareApi api, CatalogTurn turn) : IBatchSink<Product>
{
    public const int AtOnce = 50;
    private const int SkusAtOnce = 250;

    public ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken) => turn.TakeAsync(
        async () =>
        {
            var existing = await ExistingAsync(envelopes, cancellationToken);
            var results = new WriteResult?[envelopes.Count];
            await WriteAsync([.. envelopes.Select((envelope, index) => (envelope, index))], existing, results, cancellationToken);
            return (IReadOnlyList<WriteResult>)results!;
        },
        cancellationToken);

    /// <summary>Square refuses a batch as a whole; halving it finds the product that is wrong, and the others are written.</summary>
    private async ValueTask WriteAsync(IReadOnlyList<(Envelope<Product> Envelope, int Index)> batch, ExistingItems existing, WriteResult?[] results, CancellationToken cancellationToken)
    {
        try
        {
            var items = batch.Select(entry => ItemMapper.Map(entry.Envelope, existing)).ToList();
            var key = IdempotencyKey.Derive([.. batch.Select((entry, index) => $"{entry.Envelope.IdempotencyKey}/{items[index].Version}")]);
            var answer = await api.UpsertCatalogAsync(new(key.Value, [new(items)]), cancellationToken);
            var ids = (answer.IdMappings ?? []).ToDictionary(mapping => mapping.ClientObjectId, mapping => mapping.ObjectId);
            for (var i = 0; i < batch.Count; i++)
            {
                results[batch[i].Index] = WriteResult.Written(Receipt(items[i], ids));
            }
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected && batch.Count > 1)
        {
            var half = batch.Count / 2;
            await WriteAsync([.. batch.Take(half)], existing, results, cancellationToken);
            await WriteAsync([.. batch.Skip(half)], existing, results, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected or FaultKind.Conflict && batch.Count == 1)
        {
            results[batch[0].Index] = WriteResult.Failed(fault);
        }
    }

    private async ValueTask<ExistingItems> ExistingAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken)
    {
        var itemOfSku = new Dictionary<string, string>(StringComparer.Ordinal);
        var unlinked = envelopes.Where(envelope => envelope.TargetId is null).SelectMany(envelope => envelope.Value.Variants).Select(variant => variant.Sku.Value).Distinct();
        foreach (var chunk in unlinked.Chunk(SkusAtOnce))
        {
            await SearchAsync(chunk, itemOfSku, cancellationToken);
        }

        var ids = envelopes.Select(envelope => envelope.TargetId?.Value).OfType<string>().Concat(itemOfSku.Values).Distinct().ToList();
        var items = new Dictionary<string, CatalogWire>();
        foreach (var chunk in ids.Chunk(SkusAtOnce))
        {
            foreach (var item in (await api.CatalogAsync(new(chunk), cancellationToken)).Objects ?? [])
            {
                items[item.Id] = item;
            }
        }

        return new(items, itemOfSku);
    }

    private async ValueTask SearchAsync(IReadOnlyList<string> skus, Dictionary<string, string> itemOfSku, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var answer = await api.SearchCatalogAsync(new(["ITEM_VARIATION"], new(new("sku", skus)), cursor), cancellationToken);
            foreach (var variation in answer.Objects ?? [])
            {
                if (variation.ItemVariationData is { Sku: { } sku, ItemId: { } item })
                {
                    itemOfSku.TryAdd(sku.Trim(), item);
                }
            }

            cursor = answer.Cursor;
        }
        while (cursor is { Length: > 0 });
    }

    private static WriteReceipt Receipt(CatalogWire item, Dictionary<string, string> ids)
    {
        string Real(string id) => ids.GetValueOrDefault(id, id);
        return new(Real(item.Id))
        {
            Links = [.. item.ItemData!.Variations!.Where(variation => variation.ItemVariationData!.Sku is not null).Select(variation => new EntityLink(EntityType.Variant, new(variation.ItemVariationData!.Sku!), Real(variation.Id)))],
        };
    }
}

/// <summary>What Square has: items by id, and the item of a SKU.</summary>
internal sealed record ExistingItems(IReadOnlyDictionary<string, CatalogWire> Items, IReadOnlyDictionary<string, string> ItemOfSku)
{
    public CatalogWire? Find(Envelope<Product> envelope) =>
        envelope.TargetId is { } id && Items.TryGetValue(id.Value, out var linked) ? linked
        : envelope.Value.Variants.Select(variant => ItemOfSku.GetValueOrDefault(variant.Sku.Value)).FirstOrDefault(found => found is not null) is { } item ? Items.GetValueOrDefault(item) : null;
}
