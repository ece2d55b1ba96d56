using System.Text.Json;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record GraphAnswer(JsonElement? Data = null, IReadOnlyList<GraphError>? Errors = null, GraphExtensions? Extensions = null);

internal sealed record GraphError(string? Message = null, GraphErrorExtensions? Extensions = null);

internal sealed record GraphErrorExtensions(string? Code = null);

internal sealed record GraphExtensions(GraphCost? Cost = null);

internal sealed record GraphCost(double RequestedQueryCost, double? ActualQueryCost = null, ThrottleStatus? ThrottleStatus = null);

internal sealed record ThrottleStatus(double MaximumAvailable, double CurrentlyAvailable, double RestoreRate);
