using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads the top-level errors of an answer: the call as a whole did not succeed.</summary>
internal static class GraphFaults
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(1);

    public static ConnectorException Of(IReadOnlyList<GraphError> errors, GraphCost? cost, string? requestId)
    {
        var codes = errors.Select(error => error.Extensions?.Code ?? "").ToList();
        var message = $"Shopify: {string.Join("; ", errors.Take(3).Select(Text))}";
        return codes switch
        {
            _ when codes.Contains("THROTTLED") => new(FaultKind.Throttled, message) { RetryAfter = Refill(cost), VendorRequestId = requestId },
            _ when codes.Any(code => code is "ACCESS_DENIED" or "UNAUTHORIZED" or "SHOP_INACTIVE") => new(FaultKind.Unauthorized, message) { VendorRequestId = requestId },
            _ when codes.Any(code => code is "INTERNAL_SERVER_ERROR" or "TIMEOUT") => new(FaultKind.Transient, message) { VendorRequestId = requestId },
            _ => new(FaultKind.Rejected, message) { Reason = codes.Contains("MAX_COST_EXCEEDED") ? "max-cost-exceeded" : Reasons.Rejected, VendorRequestId = requestId },
        };
    }

    /// <summary>Time until the bucket holds what the call needs.</summary>
    public static TimeSpan Refill(GraphCost? cost)
    {
        if (cost?.ThrottleStatus is not { RestoreRate: > 0 } bucket)
        {
            return Unknown;
        }

        var wait = TimeSpan.FromSeconds(Math.Max(0, Math.Min(cost.RequestedQueryCost, bucket.MaximumAvailable) - bucket.CurrentlyAvailable) / bucket.RestoreRate);
        return wait > Shortest ? wait : Shortest;
    }

    private static string Text(GraphError error) => error.Extensions?.Code is { Length: > 0 } code ? $"{code}: {PlainText.Of(error.Message)}" : PlainText.Of(error.Message);
}
