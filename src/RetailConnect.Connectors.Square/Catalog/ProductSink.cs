using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Catalog.Images;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Writes products as items with variations: read, change, write back with the version that was read.</summary>
internal sealed class ProductSink(ItemFinder finder, ProductImages images, ItemCalls calls, MadeItems made, SquareOptions options) : IBatchSink<Product>
{
    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult[envelopes.Count];
        var changed = new List<(ItemPlan Plan, CatalogObject Item)>();
        var plans = await images.PlanAsync(await finder.FindAsync(Checked(envelopes, results), cancellationToken), cancellationToken);
        foreach (var plan in plans)
        {
            Settle(plan, results, changed);
        }

        await calls.WriteAsync(changed, results, cancellationToken);
        foreach (var plan in plans)
        {
            results[plan.Index] = Conclude(plan, results[plan.Index]);
        }

        return results;
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
                good.Add((i, made.Known(envelopes[i])));
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
            var item = plan.Fault is null ? ItemMapper.Map(plan, options.Attributes) : throw plan.Fault;
            if (ItemMapper.IsThere(plan, item))
            {
                results[plan.Index] = ItemCalls.Unchanged(plan, item);
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

    /// <summary>An item that is written without a picture which may still come is written again.</summary>
    private WriteResult Conclude(ItemPlan plan, WriteResult result)
    {
        if (result.Receipt is not { } written)
        {
            return result;
        }

        if (plan.Images?.Fault is not { } fault)
        {
            made.Forget(plan.Envelope.Canonical);
            return result;
        }

        if (plan.Existing is null)
        {
            made.Remember(plan.Envelope.Canonical, written.Id);
        }

        return WriteResult.Failed(fault);
    }
}
