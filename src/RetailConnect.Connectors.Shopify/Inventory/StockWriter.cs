using System.Globalization;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Sends a batch. Shopify sets all lines or none, so a line that it refuses is taken out and the others are sent again.</summary>
internal sealed class StockWriter(ShopifyAdmin admin)
{
    private const string Mutation = "inventorySetQuantities";
    private const int MostRenewals = 3;

    /// <summary>Writes the lines and fills in their results; each round settles a line or halves the batch, so it ends.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<StockLine> lines, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var pending = new Stack<IReadOnlyList<StockLine>>([lines]);
        while (pending.TryPop(out var batch))
        {
            if (batch.Count == 0)
            {
                continue;
            }

            var errors = await SendAsync(batch, cancellationToken);
            if (errors.Count == 0)
            {
                foreach (var line in batch)
                {
                    results[line.Index] = WriteResult.Written(new WriteReceipt(line.Id));
                }
            }
            else
            {
                foreach (var next in await SortAsync(batch, errors, results, cancellationToken))
                {
                    pending.Push(next);
                }
            }
        }
    }

    private async ValueTask<IReadOnlyList<UserError>> SendAsync(IReadOnlyList<StockLine> batch, CancellationToken cancellationToken)
    {
        var input = new StockSetInput("available", "correction", [.. batch.Select(line => line.Quantity)]);
        var answer = await admin.SendAsync(
            StockDocuments.Set, new StockSetVariables(input, KeyOf(batch)), batch.Count, ShopifyJson.Default.StockSetVariables, ShopifyJson.Default.StockSetAnswer, cancellationToken);
        return (answer.InventorySetQuantities ?? throw new ConnectorException(FaultKind.Transient, $"{Mutation}: Shopify answered without a result.")).UserErrors;
    }

    /// <summary>Decides what becomes of each line of a refused batch, and returns what is sent again.</summary>
    private async ValueTask<IReadOnlyList<IReadOnlyList<StockLine>>> SortAsync(IReadOnlyList<StockLine> batch, IReadOnlyList<UserError> errors, WriteResult?[] results, CancellationToken cancellationToken)
    {
        if (errors.FirstOrDefault(error => error.Code is "IDEMPOTENCY_CONCURRENT_REQUEST") is { } busy)
        {
            throw new ConnectorException(FaultKind.Transient, UserErrors.Fault(Mutation, busy).Message) { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        if (errors.Any(error => error.Code is "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED") && batch[0].Renewed < MostRenewals)
        {
            return [[.. batch.Select(line => line with { Renewed = line.Renewed + 1 })]];
        }

        var byLine = errors.Select(error => (Line: IndexOf(error, batch.Count), Error: error)).Where(item => item.Line is not null)
            .GroupBy(item => item.Line!.Value).ToDictionary(group => group.Key, group => group.First().Error);
        return byLine.Count == 0 ? Halves(batch) : [await WithoutAsync(batch, byLine, results, cancellationToken)];
    }

    /// <summary>Settles the lines that were refused and returns the others.</summary>
    private async ValueTask<IReadOnlyList<StockLine>> WithoutAsync(IReadOnlyList<StockLine> batch, Dictionary<int, UserError> errors, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var again = new List<StockLine>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (!errors.TryGetValue(i, out var error))
            {
                again.Add(batch[i]);
            }
            else if (await ActivateAsync(batch[i], error, cancellationToken) is { } activated)
            {
                again.Add(activated);
            }
            else
            {
                results[batch[i].Index] = WriteResult.Failed(Fault(error));
            }
        }

        return again;
    }

    /// <summary>The errors name no line: the batch is halved until they do.</summary>
    private static IReadOnlyList<IReadOnlyList<StockLine>> Halves(IReadOnlyList<StockLine> batch) =>
        [[.. batch.Take(batch.Count / 2)], [.. batch.Skip(batch.Count / 2)]];

    /// <summary>Makes the location stock the item, where that may be what is missing: 2026-10 has no code for it. Returns null when it is not.</summary>
    private async ValueTask<StockLine?> ActivateAsync(StockLine line, UserError error, CancellationToken cancellationToken)
    {
        if (line.Activated || error.Code is not (null or "" or "INVALID_LOCATION" or "ITEM_NOT_STOCKED_AT_LOCATION"))
        {
            return null;
        }

        var variables = new StockActivateVariables(line.Quantity.InventoryItemId, line.Quantity.LocationId, line.Key.For("activate").Value);
        var answer = await admin.SendAsync(StockDocuments.Activate, variables, 1, ShopifyJson.Default.StockActivateVariables, ShopifyJson.Default.StockActivateAnswer, cancellationToken);
        return answer.InventoryActivate is { UserErrors.Count: 0, InventoryLevel: { } level }
            ? line with { Activated = true, Quantity = line.Quantity with { ChangeFromQuantity = line.Quantity.ChangeFromQuantity ?? level.Available } }
            : null;
    }

    private static ConnectorException Fault(UserError error) => error.Code is "CHANGE_FROM_QUANTITY_STALE" or "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"
        ? new(FaultKind.Conflict, UserErrors.Fault(Mutation, error).Message)
        : UserErrors.Fault(Mutation, error);

    /// <summary>Errors name their line as input, quantities, number; a batch of one needs no name.</summary>
    private static int? IndexOf(UserError error, int count) =>
        count == 1 ? 0
        : error.Field is ["input", "quantities", var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count ? index : null;

    /// <summary>The same lines with the same effects have the same key, on every retry and host; another set of lines has another one.</summary>
    private static string KeyOf(IReadOnlyList<StockLine> batch) => IdempotencyKey.Derive(
    [
        Mutation, .. batch.SelectMany<StockLine, string>(line =>
        [
            line.Key.Value, line.Quantity.InventoryItemId, line.Quantity.LocationId, $"{line.Quantity.ChangeFromQuantity}>{line.Quantity.Quantity}", $"{line.Renewed}",
        ]),
    ]).Value;
}
