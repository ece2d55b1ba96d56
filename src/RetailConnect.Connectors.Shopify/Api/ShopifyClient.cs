using System.Text.Json;
using System.Text.Json.Nodes;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Runs documents: debits their cost, learns from the answers, and turns GraphQL errors into faults.</summary>
internal sealed class ShopifyClient(IShopifyApi api, CostBudget budget)
{
    public async ValueTask<AnswerData> RunAsync(GraphDocument document, JsonObject variables, CancellationToken cancellationToken)
    {
        var cost = document.Cost;
        var answer = await api.RunAsync(new(document.Text, variables), cost, cancellationToken);
        if (answer.Extensions?.Cost is { } told)
        {
            // The figure is a bound for the document, not for one call's variables: keep the largest.
            document.Cost = Math.Max(told.RequestedQueryCost, document.Cost);
            budget.Learn(cost, told.ActualQueryCost, told.ThrottleStatus.CurrentlyAvailable, told.ThrottleStatus.MaximumAvailable, told.ThrottleStatus.RestoreRate);
        }

        if (answer.Errors is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0)
        {
            throw FaultOf(errors[0], answer.Extensions?.Cost);
        }

        if (answer.Data is not { ValueKind: JsonValueKind.Object } data)
        {
            throw new ConnectorException(FaultKind.Transient, "Shopify's answer has neither data nor errors.");
        }

        return data.Deserialize(ShopifyJson.Default.AnswerData)!;
    }

    /// <summary>Makes the fault of a mutation that the shop refused.</summary>
    public static ConnectorException Refusal(IReadOnlyList<UserErrorWire> errors, string? reason = null) => new(
        FaultKind.Rejected, string.Join("; ", errors.Take(5).Select(error => $"{error.Code ?? "error"} at {string.Join('.', error.Field ?? [])}: {error.Message}"))) { Reason = reason };

    private static ConnectorException FaultOf(JsonElement error, GraphCost? cost)
    {
        var message = error.TryGetProperty("message", out var text) ? text.GetString() ?? "" : "";
        var extensions = error.TryGetProperty("extensions", out var found) && found.ValueKind is JsonValueKind.Object ? found : default;
        var code = extensions.ValueKind is JsonValueKind.Object && extensions.TryGetProperty("code", out var given) ? given.GetString() ?? "" : "";
        var request = extensions.ValueKind is JsonValueKind.Object && extensions.TryGetProperty("requestId", out var id) ? id.GetString() : null;
        return code.ToUpperInvariant() switch
        {
            "THROTTLED" => new(FaultKind.Throttled, "The shop's cost points are used up.") { RetryAfter = Wait(cost), VendorRequestId = request },
            "ACCESS_DENIED" or "UNAUTHORIZED" => new(FaultKind.Unauthorized, message) { VendorRequestId = request },
            "INTERNAL_SERVER_ERROR" or "TIMEOUT" or "SERVICE_UNAVAILABLE" => new(FaultKind.Transient, message) { VendorRequestId = request },
            _ => new(FaultKind.Rejected, code.Length > 0 ? $"{code}: {message}" : message) { VendorRequestId = request },
        };
    }

    private static TimeSpan? Wait(GraphCost? cost) => cost is { ThrottleStatus: { RestoreRate: > 0 } status }
        ? TimeSpan.FromSeconds(Math.Max(0.1, (cost.RequestedQueryCost - status.CurrentlyAvailable) / status.RestoreRate))
        : null;
}
