using System.Text;
using System.Text.Json;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Writes items; one call is one batch, which Square takes or refuses as a whole.</summary>
internal sealed class ItemWriter(ISquareApi api, CatalogGate gate)
{
    /// <summary>Returns a receipt for each plan, in the same order.</summary>
    public async ValueTask<IReadOnlyList<WriteReceipt>> WriteAsync(IReadOnlyList<(ItemPlan Plan, CatalogObject Item)> lines, CancellationToken cancellationToken)
    {
        CatalogBatch[] batches = [new([.. lines.Select(line => line.Item)])];
        var answer = await gate.RunAsync(() => api.Upsert(new(KeyOf(lines, batches), batches), cancellationToken).Needed(), cancellationToken);
        var ids = (answer.IdMappings ?? []).Where(mapping => mapping is { ClientObjectId: not null, ObjectId: not null }).DistinctBy(mapping => mapping.ClientObjectId).ToDictionary(mapping => mapping.ClientObjectId!, mapping => mapping.ObjectId!);
        return [.. lines.Select(line => Receipt(line.Plan, line.Item, ids))];
    }

    /// <summary>The receipt of an item that is in the catalogue, or was just written.</summary>
    /// <exception cref="ConnectorException">Square did not tell the ids of what it made.</exception>
    public static WriteReceipt Receipt(ItemPlan plan, CatalogObject item, IReadOnlyDictionary<string, string> ids, bool unchanged = false)
    {
        var variations = item.ItemContent?.Variations ?? [];
        var links = plan.Envelope.Value.Variants.Select(variant => new EntityLink(
            EntityType.Variant, new(variant.Sku.Value), Real(variations[ItemMapper.Place(variations, variant.Sku.Value, plan.Linked.GetValueOrDefault(variant.Sku.Value))].Id, ids)));
        return new(Real(item.Id, ids)) { Links = [.. links], Unchanged = unchanged };
    }

    /// <summary>The effect and the content: a repeat of both is recognised, anything else is another update.</summary>
    private static string KeyOf(IReadOnlyList<(ItemPlan Plan, CatalogObject Item)> lines, CatalogBatch[] batches)
    {
        var content = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(new CatalogUpsert("", batches), SquareJson.Default.CatalogUpsert));
        return IdempotencyKey.Derive([.. lines.Select(line => line.Plan.Envelope.IdempotencyKey.Value), content]).Value;
    }

    private static string Real(string id, IReadOnlyDictionary<string, string> ids) => !id.StartsWith('#') ? id
        : ids.GetValueOrDefault(id) ?? throw new ConnectorException(FaultKind.Transient, "Square did not tell the ids of the items that it made.");
}
