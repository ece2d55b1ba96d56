using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Refit;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Sends documents, keeps the books of their cost, and turns errors into faults.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ShopifyAdmin(IShopifyApi api, CostBudget budget, DocumentCosts costs, VersionWatch version)
{
    private const int MostPages = 10_000;

    /// <summary>Sends one document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="size">Number of entities asked for, which decides the cost.</param>
    /// <param name="written">How the variables are written.</param>
    /// <param name="read">How the data is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<TResult> SendAsync<TVariables, TResult>(
        GraphDocument document, TVariables variables, int size, JsonTypeInfo<TVariables> written, JsonTypeInfo<TResult> read, CancellationToken cancellationToken)
    {
        var cost = costs.Of(document, size);
        using var response = await api.Send(new(document.Text, JsonSerializer.SerializeToElement(variables, written)), cost, document.Reads, cancellationToken);
        Learn(document, size, cost, response.Content?.Extensions?.Cost);
        version.See(document, response.Headers);
        var answer = Content(response, cancellationToken);
        var requestId = response.Headers is { } headers && headers.TryGetValues(ShopifyFaults.RequestIdHeader, out var ids) ? ids.FirstOrDefault() : null;
        if (answer.Errors is { Count: > 0 } errors)
        {
            throw GraphFaults.Of(errors, answer.Extensions?.Cost, requestId);
        }

        return Data(answer, read, requestId);
    }

    /// <summary>Reads a connection inside an entity to its end.</summary>
    public async ValueTask<IReadOnlyList<T>> ReadOnAsync<T>(
        GraphDocument document, string id, Connection<T> first, JsonTypeInfo<Rest<T>> read, CancellationToken cancellationToken)
    {
        var nodes = new List<T>(first.Nodes);
        var info = first.PageInfo;
        for (var page = 0; info.HasNextPage && page < MostPages; page++)
        {
            var variables = new RestVariables(id, info.EndCursor);
            var rest = await SendAsync(document, variables, 1, ShopifyJson.Default.RestVariables, read, cancellationToken);
            var next = rest.Node?.Rest ?? throw new ConnectorException(FaultKind.Transient, $"{id} went away while it was read.") { MayHaveTakenEffect = false };
            nodes.AddRange(next.Nodes);
            info = next.PageInfo.HasNextPage && next.PageInfo.EndCursor == info.EndCursor
                ? throw new ConnectorException(FaultKind.Rejected, $"{document.Name}: Shopify says that there is more, but its cursor did not advance.") { Reason = "cursor-stuck" }
                : next.PageInfo;
        }

        return nodes;
    }

    private static GraphAnswer Content(ApiResponse<GraphAnswer> response, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return response.Content ?? throw (response.Error as Exception)?.InnerException switch
        {
            ConnectorException fault => fault,
            var cause => new ConnectorException(FaultKind.Transient, "Shopify answered something that is no answer of its API (a proxy's page, or a text cut short).", cause),
        };
    }

    private static TResult Data<TResult>(GraphAnswer answer, JsonTypeInfo<TResult> read, string? requestId)
    {
        if (answer.Data is not { ValueKind: JsonValueKind.Object } data)
        {
            throw new ConnectorException(FaultKind.Transient, "Shopify answered without data.") { VendorRequestId = requestId };
        }

        try
        {
            var result = data.Deserialize(read)!;
            if (result is MutationAnswer answered)
            {
                answered.RequestId = requestId;
            }

            return result;
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(FaultKind.Rejected, $"Shopify's answer has another shape than {ShopifyOptions.ApiVersion} promises, at {exception.Path}.") { Reason = Reasons.UnknownValue, VendorRequestId = requestId };
        }
    }

    private void Learn(GraphDocument document, int size, double acquired, GraphCost? cost)
    {
        if (cost is not null)
        {
            costs.Learn(document, size, cost.RequestedQueryCost);
        }

        if (cost?.ThrottleStatus is { } bucket)
        {
            budget.Learn(acquired, cost.ActualQueryCost, bucket.CurrentlyAvailable, bucket.MaximumAvailable, bucket.RestoreRate);
        }
        else
        {
            budget.LearnNothing(acquired);
        }
    }
}
