using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Makes locations stock items that were not seen there; their quantity is then known to be 0.</summary>
internal sealed class StockActivation(ShopifyAdmin admin)
{
    private const string Mutation = "inventoryBulkToggleActivation";
    private const int AtOnce = 8;

    /// <summary>Activates where no quantity is expected, and returns the lines that can be written: those now expect 0. If one holds more after all, the swap finds out.</summary>
    public async ValueTask<IReadOnlyList<StockLine>> ActivateAsync(IReadOnlyList<StockLine> lines, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<string, ConnectorException>();
        foreach (var items in lines.Where(line => line.Quantity.ChangeFromQuantity is null).GroupBy(line => line.Quantity.InventoryItemId).Chunk(AtOnce))
        {
            foreach (var (item, fault) in await Task.WhenAll(items.Select(item => ActivateAsync(item, cancellationToken))))
            {
                if (fault is not null)
                {
                    refused[item] = fault;
                }
            }
        }

        var ready = new List<StockLine>(lines.Count);
        foreach (var line in lines)
        {
            if (line.Quantity.ChangeFromQuantity is not null)
            {
                ready.Add(line);
            }
            else if (refused.TryGetValue(line.Quantity.InventoryItemId, out var fault))
            {
                results[line.Index] = WriteResult.Failed(fault);
            }
            else
            {
                ready.Add(line with { Quantity = line.Quantity with { ChangeFromQuantity = 0 } });
            }
        }

        return ready;
    }

    /// <summary>A call that fails concerns its own item only; the lines of the others are written.</summary>
    private async Task<(string Item, ConnectorException? Fault)> ActivateAsync(IGrouping<string, StockLine> item, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await SendAsync(item, cancellationToken);
            var errors = Payload(answer).UserErrors;
            return (item.Key, errors.Count > 0 ? UserErrors.Fault(Mutation, errors, answer.RequestId) : null);
        }
        catch (ConnectorException fault)
        {
            return (item.Key, fault);
        }
    }

    private async ValueTask<StockActivateAnswer> SendAsync(IGrouping<string, StockLine> item, CancellationToken cancellationToken)
    {
        var updates = item.Select(line => line.Quantity.LocationId).Distinct().Select(location => new Activation(location, Activate: true)).ToList();
        return await admin.SendAsync(
            StockDocuments.Activate, new StockActivateVariables(item.Key, updates), 1, ShopifyJson.Default.StockActivateVariables, ShopifyJson.Default.StockActivateAnswer, cancellationToken);
    }

    private static StockActivatePayload Payload(StockActivateAnswer answer) =>
        answer.InventoryBulkToggleActivation ?? throw new ConnectorException(FaultKind.Transient, $"{Mutation}: Shopify answered without a result.") { VendorRequestId = answer.RequestId };
}
