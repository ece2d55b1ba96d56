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

            var (errors, requestId) = await SendAsync(batch, cancellationToken);
            if (errors.Count == 0)
            {
                foreach (var line in batch)
                {
                    results[line.Index] = WriteResult.Written(new WriteReceipt(line.Id));
                }
            }
            else
            {
                foreach (var next in Sort(batch, errors, requestId, results))
                {
                    pending.Push(next);
                }
            }
        }
    }

    private async ValueTask<(IReadOnlyList<UserError> Errors, string? RequestId)> SendAsync(IReadOnlyList<StockLine> batch, CancellationToken cancellationToken)
    {
        var input = new StockSetInput("available", "correction", [.. batch.Select(line => line.Quantity)]);
        var answer = await admin.SendAsync(
            StockDocuments.Set, new StockSetVariables(input, KeyOf(batch)), batch.Count, ShopifyJson.Default.StockSetVariables, ShopifyJson.Default.StockSetAnswer, cancellationToken);
        var payload = answer.InventorySetQuantities ?? throw new ConnectorException(FaultKind.Transient, $"{Mutation}: Shopify answered without a result.") { VendorRequestId = answer.RequestId };
        return (payload.UserErrors, answer.RequestId);
    }

    /// <summary>Decides what becomes of each line of a refused batch, and returns what is sent again.</summary>
    private static IReadOnlyList<IReadOnlyList<StockLine>> Sort(IReadOnlyList<StockLine> batch, IReadOnlyList<UserError> errors, string? requestId, WriteResult?[] results)
    {
        if (errors.FirstOrDefault(error => error.Code is "IDEMPOTENCY_CONCURRENT_REQUEST") is { } busy)
        {
            throw new ConnectorException(FaultKind.Transient, UserErrors.Fault(Mutation, [busy], requestId).Message) { RetryAfter = TimeSpan.FromSeconds(1), VendorRequestId = requestId };
        }

        if (errors.Any(error => error.Code is "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED") && batch[0].Renewed < MostRenewals)
        {
            return [[.. batch.Select(line => line with { Renewed = line.Renewed + 1 })]];
        }

        var byLine = errors.Select(error => (Line: IndexOf(error, batch.Count), Error: error)).Where(item => item.Line is not null)
            .GroupBy(item => item.Line!.Value).ToDictionary(group => group.Key, group => group.First().Error);
        return byLine.Count == 0 ? Halves(batch) : [Without(batch, byLine, requestId, results)];
    }

    /// <summary>Settles the lines that were refused and returns the others.</summary>
    private static List<StockLine> Without(IReadOnlyList<StockLine> batch, Dictionary<int, UserError> errors, string? requestId, WriteResult?[] results)
    {
        var again = new List<StockLine>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (!errors.TryGetValue(i, out var error))
            {
                again.Add(batch[i]);
            }
            else
            {
                results[batch[i].Index] = WriteResult.Failed(Fault(error, requestId));
            }
        }

        return again;
    }

    /// <summary>The errors name no line: the batch is halved until they do.</summary>
    private static IReadOnlyList<IReadOnlyList<StockLine>> Halves(IReadOnlyList<StockLine> batch) =>
        [[.. batch.Take(batch.Count / 2)], [.. batch.Skip(batch.Count / 2)]];

    /// <summary>A location that the item is not stocked at counts as moved too: the next read does not see a quantity there, and the next write stocks it.</summary>
    private static ConnectorException Fault(UserError error, string? requestId) => error.Code is null or "CHANGE_FROM_QUANTITY_STALE" or "COMPARE_QUANTITY_STALE" or "INVALID_LOCATION" or "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"
        ? new(FaultKind.Conflict, UserErrors.Fault(Mutation, [error], requestId).Message) { VendorRequestId = requestId }
        : UserErrors.Fault(Mutation, [error], requestId);

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
