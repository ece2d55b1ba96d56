using System.Globalization;
using System.Text.Json.Nodes;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Swaps stock quantities: each line names the quantity that it replaces, so a sale in between is never lost. A line that is refused is taken out and the others are sent again.</summary>
internal sealed class StockSink(ShopifyClient client, ConnectionLinks links) : IBatchSink<StockLevel>
{
    private const int MostRounds = 4;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<StockLevel>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult?[envelopes.Count];
        var lines = new List<Line>();
        for (var i = 0; i < envelopes.Count; i++)
        {
            var level = envelopes[i].Value;
            var item = await links.FindAsync(EntityType.Variant, new(level.Sku.Value), cancellationToken);
            if (item is null)
            {
                results[i] = WriteResult.Failed(new(FaultKind.Unmet, $"{level.Sku} is not in the shop yet.") { Reason = Reasons.UnknownSku });
            }
            else if (level.Available.Value != decimal.Truncate(level.Available.Value))
            {
                results[i] = WriteResult.Failed(new(FaultKind.Rejected, $"Shopify counts whole units; {level.Available} of {level.Sku} are not.") { Reason = Reasons.InvalidQuantity });
            }
            else
            {
                lines.Add(new(i, envelopes[i], item.Value.Value));
            }
        }

        await ActivateAsync(lines, cancellationToken);
        await SwapAsync(lines, results, cancellationToken);
        return results!;
    }

    /// <summary>Stocks items at locations where they never were: their quantity is then 0, and known.</summary>
    private async ValueTask ActivateAsync(List<Line> lines, CancellationToken cancellationToken)
    {
        var missing = lines.Where(line => line.Level.Expected is null).GroupBy(line => line.Item).ToList();
        foreach (var chunk in missing.Chunk(8))
        {
            await Task.WhenAll(chunk.Select(item => ActivateAsync(item.Key, item.Select(line => line.Level.Location.Value).Distinct(), cancellationToken)));
        }
    }

    private async Task ActivateAsync(string item, IEnumerable<string> locations, CancellationToken cancellationToken)
    {
        var updates = new JsonArray([.. locations.Select(location => (JsonNode)new JsonObject { ["locationId"] = location, ["activate"] = true })]);
        var answer = (await client.RunAsync(Documents.Activate, new() { ["item"] = item, ["updates"] = updates }, cancellationToken)).InventoryBulkToggleActivation!;
        if (answer.UserErrors.Count > 0)
        {
            throw ShopifyClient.Refusal(answer.UserErrors);
        }
    }

    private async ValueTask SwapAsync(List<Line> lines, WriteResult?[] results, CancellationToken cancellationToken)
    {
        for (var round = 0; lines.Count > 0 && round < MostRounds; round++)
        {
            var answer = (await client.RunAsync(Documents.SetQuantities, Variables(lines), cancellationToken)).InventorySetQuantities!;
            if (answer.UserErrors.Count == 0)
            {
                lines.ForEach(line => results[line.Index] = WriteResult.Written(new(StockLevel.IdOf(line.Level.Sku, line.Level.Location))));
                return;
            }

            var refused = answer.UserErrors.Select(error => (Error: error, Index: IndexOf(error))).ToList();
            if (refused.Any(item => item.Index is null))
            {
                throw WholeFault(answer.UserErrors);
            }

            foreach (var (error, index) in refused.DistinctBy(item => item.Index))
            {
                results[lines[index!.Value].Index] = WriteResult.Failed(FaultOf(error));
            }

            lines = [.. lines.Where((_, index) => refused.All(item => item.Index != index))];
        }

        lines.ForEach(line => results[line.Index] = WriteResult.Failed(new(FaultKind.Conflict, "The shop kept refusing other lines of the batch.")));
    }

    /// <summary>The key follows from the content, so that a repeat of the same swap has the same key and another swap has another one.</summary>
    private static JsonObject Variables(List<Line> lines)
    {
        var quantities = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject
        {
            ["inventoryItemId"] = line.Item, ["locationId"] = line.Level.Location.Value, ["quantity"] = (int)line.Level.Available.Value, ["changeFromQuantity"] = (int)(line.Level.Expected ?? Quantity.Zero).Value,
        })]);
        var key = IdempotencyKey.Derive([.. lines.Select(line => line.Envelope.IdempotencyKey.Value)]);
        return new() { ["key"] = key.Value, ["input"] = new JsonObject { ["name"] = "available", ["reason"] = "correction", ["quantities"] = quantities } };
    }

    private static int? IndexOf(UserErrorWire error) =>
        error.Field is ["input", "quantities", var index, ..] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? found : null;

    private static ConnectorException FaultOf(UserErrorWire error) => error.Code switch
    {
        "CHANGE_FROM_QUANTITY_STALE" => new(FaultKind.Conflict, "The shop's quantity moved since it was seen."),
        "INVALID_INVENTORY_ITEM" => new(FaultKind.Rejected, "The shop does not have this inventory item any more.") { Reason = Reasons.UnknownSku },
        _ => ShopifyClient.Refusal([error]),
    };

    private static ConnectorException WholeFault(IReadOnlyList<UserErrorWire> errors) => errors[0].Code switch
    {
        "IDEMPOTENCY_CONCURRENT_REQUEST" => new(FaultKind.Transient, "The same swap is under way."),
        "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" => new(FaultKind.Conflict, "An earlier attempt of the same swap failed."),
        _ => ShopifyClient.Refusal(errors),
    };

    private sealed record Line(int Index, Envelope<StockLevel> Envelope, string Item)
    {
        public StockLevel Level => Envelope.Value;
    }
}
