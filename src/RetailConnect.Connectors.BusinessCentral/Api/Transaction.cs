using System.Net;
using System.Text;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Sends several requests of which Business Central carries out all or none.</summary>
/// <remarks>Source: learn.microsoft.com, OData batch requests with <c>Isolation: snapshot</c>.</remarks>
internal sealed class Transaction(IBusinessCentralApi api, Addresses addresses)
{
    private const string Snapshot = "snapshot";
    private static readonly BusinessCentralFaults Faults = new();

    /// <exception cref="ConnectorException">One of the requests was refused, so none was carried out; or nothing is known.</exception>
    public async ValueTask SendAsync(IReadOnlyList<BatchRequest> requests, CancellationToken cancellationToken)
    {
        var answer = await api.Batch(addresses.Batch, Snapshot, new(requests), cancellationToken).Needed();
        if (answer.Responses.FirstOrDefault(response => response.Status >= 400) is { } refused)
        {
            throw Refusal(refused);
        }

        if (answer.Responses.Count != requests.Count)
        {
            throw new ConnectorException(FaultKind.Transient, $"Business Central answered {answer.Responses.Count} of {requests.Count} requests of a batch.");
        }
    }

    private static ConnectorException Refusal(BatchResponse refused)
    {
        var body = refused.Body?.GetRawText() ?? "";
        using var response = new HttpResponseMessage((HttpStatusCode)refused.Status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        var fault = Faults.Map(response, body) ?? new(FaultKind.Rejected, $"Business Central refused a request of a batch with {refused.Status}.");
        return new(fault.Kind, fault.Message, fault.InnerException) { Reason = fault.Reason, Advice = fault.Advice, RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId, MayHaveTakenEffect = false };
    }
}
