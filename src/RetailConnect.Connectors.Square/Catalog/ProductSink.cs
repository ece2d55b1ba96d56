using System.Text.Json;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Writes products as items with variations: read, change, write back with the version that was read.</summary>
internal sealed class ProductSink(ItemFinder finder, ItemWriter writer, SquareOptions options) : IBatchSink<Product>
{
    private static readonly Dictionary<string, string> NoIds = [];

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult[envelopes.Count];
        var changed = new List<(ItemPlan Plan, CatalogObject Item)>();
        foreach (var plan in await finder.FindAsync(Checked(envelopes, results), cancellationToken))
        {
            Settle(plan, results, changed);
        }

        foreach (var call in Calls(changed))
        {
            await Isolation.WriteAsync(call, WriteAsync, (line, fault) => results[line.Plan.Index] = WriteResult.Failed(fault), cancellationToken);
        }

        return results;

        async ValueTask WriteAsync(IReadOnlyList<(ItemPlan Plan, CatalogObject Item)> lines)
        {
            var receipts = await writer.WriteAsync(lines, cancellationToken);
            for (var i = 0; i < lines.Count; i++)
            {
                results[lines[i].Plan.Index] = WriteResult.Written(receipts[i]);
            }
        }
    }

    private List<(int Index, Envelope<Product> Envelope)> Checked(IReadOnlyList<Envelope<Product>> envelopes, WriteResult[] results)
    {
        var good = new List<(int, Envelope<Product>)>();
        var taken = new HashSet<string>();
        for (var i = 0; i < envelopes.Count; i++)
        {
            try
            {
                ProductRules.Check(envelopes[i].Value, taken, options);
                good.Add((i, envelopes[i]));
            }
            catch (ConnectorException fault)
            {
                results[i] = WriteResult.Failed(fault);
            }
        }

        return good;
    }

    /// <summary>Sorts a product: at fault, there already, or to be written.</summary>
    private void Settle(ItemPlan plan, WriteResult[] results, List<(ItemPlan Plan, CatalogObject Item)> changed)
    {
        try
        {
            var item = plan.Fault is null ? ItemMapper.Map(plan, $"#item-{plan.Index + 1}", options.Attributes) : throw plan.Fault;
            if (plan.Existing is { } existing && Text(ItemMapper.Writable(existing)) == Text(item))
            {
                results[plan.Index] = WriteResult.Written(ItemWriter.Receipt(plan, item, NoIds, unchanged: true));
            }
            else
            {
                changed.Add((plan, item));
            }
        }
        catch (ConnectorException fault)
        {
            results[plan.Index] = WriteResult.Failed(fault);
        }
    }

    /// <summary>Cuts the items into calls of at most so many objects; a variation is an object too.</summary>
    private IEnumerable<IReadOnlyList<(ItemPlan Plan, CatalogObject Item)>> Calls(List<(ItemPlan Plan, CatalogObject Item)> changed)
    {
        var call = new List<(ItemPlan Plan, CatalogObject Item)>();
        var objects = 0;
        foreach (var line in changed)
        {
            var size = 1 + (line.Item.ItemContent?.Variations?.Count ?? 0);
            if (call.Count > 0 && objects + size > options.CatalogObjects)
            {
                yield return call;
                call = [];
                objects = 0;
            }

            call.Add(line);
            objects += size;
        }

        if (call.Count > 0)
        {
            yield return call;
        }
    }

    private static string Text(CatalogObject item) => JsonSerializer.Serialize(item, SquareJson.Default.CatalogObject);
}
