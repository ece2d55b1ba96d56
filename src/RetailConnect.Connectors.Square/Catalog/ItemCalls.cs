using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Catalog.Images;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Writes items in calls of a bounded size, so that what is refused fails alone, and a picture never holds its item back.</summary>
internal sealed class ItemCalls(ItemWriter writer, ProductImages images, SquareOptions options)
{
    private static readonly Dictionary<string, string> NoIds = [];

    /// <summary>Writes items; the result of each stands at its plan's place.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<(ItemPlan Plan, CatalogObject Item)> lines, WriteResult[] results, CancellationToken cancellationToken)
    {
        var refused = new List<(ItemPlan Plan, ConnectorException Fault)>();
        foreach (var call in Cut(lines))
        {
            await Isolation.WriteAsync(call, WriteAsync, Failed, cancellationToken);
        }

        foreach (var (plan, fault) in refused)
        {
            results[plan.Index] = await WithoutPicturesAsync(plan with { Images = null }, fault, cancellationToken);
        }

        async ValueTask WriteAsync(IReadOnlyList<(ItemPlan Plan, CatalogObject Item)> call)
        {
            var receipts = await writer.WriteAsync(call, cancellationToken);
            for (var i = 0; i < call.Count; i++)
            {
                results[call[i].Plan.Index] = WriteResult.Written(receipts[i]);
            }
        }

        void Failed((ItemPlan Plan, CatalogObject Item) line, ConnectorException fault)
        {
            results[line.Plan.Index] = WriteResult.Failed(fault);
            if (fault.Kind is FaultKind.Rejected && line.Plan.Images?.Adds(line.Plan.Existing?.ItemContent?.ImageIds) is true)
            {
                refused.Add((line.Plan, fault));
            }
        }
    }

    /// <summary>The receipt of an item that is in the catalogue as it is to be.</summary>
    public static WriteResult Unchanged(ItemPlan plan, CatalogObject item) => WriteResult.Written(ItemWriter.Receipt(plan, item, NoIds, unchanged: true));

    /// <summary>Square does not say whether it was a picture that it did not want: one that staff deleted meanwhile must not cost the item its price.</summary>
    private async ValueTask<WriteResult> WithoutPicturesAsync(ItemPlan plan, ConnectorException refusal, CancellationToken cancellationToken)
    {
        try
        {
            var item = ItemMapper.Map(plan, options.Attributes);
            var written = ItemMapper.IsThere(plan, item) ? Unchanged(plan, item) : WriteResult.Written((await writer.WriteAsync([(plan, item)], cancellationToken))[0]);
            images.Tell(plan.Envelope, refusal);
            return written;
        }
        catch (ConnectorException fault)
        {
            return WriteResult.Failed(fault);
        }
    }

    /// <summary>Cuts the items into calls of at most so many objects; a variation is an object too.</summary>
    private IEnumerable<IReadOnlyList<(ItemPlan Plan, CatalogObject Item)>> Cut(IReadOnlyList<(ItemPlan Plan, CatalogObject Item)> lines)
    {
        var call = new List<(ItemPlan Plan, CatalogObject Item)>();
        var objects = 0;
        foreach (var line in lines)
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
}
