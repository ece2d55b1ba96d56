using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>What it means that an operation was not started, or did not end well.</summary>
internal static class BulkFaults
{
    private const string Mutation = "bulkOperationRunMutation";
    private static readonly TimeSpan UntilOneEnds = TimeSpan.FromSeconds(30);

    /// <summary>The start was refused.</summary>
    public static ConnectorException Of(IReadOnlyList<UserError> errors, string? requestId, string mutation = Mutation)
    {
        var message = UserErrors.Fault(mutation, errors, requestId).Message;
        return errors[0].Code switch
        {
            "LIMIT_REACHED" or "OPERATION_IN_PROGRESS" => new(FaultKind.Throttled, message) { RetryAfter = UntilOneEnds, VendorRequestId = requestId },
            "INTERNAL_FILE_SERVER_ERROR" or "NO_SUCH_FILE" => new(FaultKind.Transient, message) { MayHaveTakenEffect = false, VendorRequestId = requestId },
            _ => new(FaultKind.Rejected, message) { Reason = Reasons.Rejected, VendorRequestId = requestId },
        };
    }

    /// <summary>The operation ended before it was through; a line without an answer may have been run.</summary>
    public static ConnectorException Of(BulkState state) => state.ErrorCode is "ACCESS_DENIED"
        ? new(FaultKind.Unauthorized, $"Shopify stopped the bulk operation: {state.ErrorCode}.")
        : new(FaultKind.Transient, $"The bulk operation ended as {PlainText.Of(state.Status)}{(state.ErrorCode is { } code ? $" ({PlainText.Of(code)})" : "")}, without an answer to this product.");

    /// <summary>A query ended without all of its result.</summary>
    public static ConnectorException OfQuery(BulkState state) => state.ErrorCode is "ACCESS_DENIED"
        ? new(FaultKind.Unauthorized, $"Shopify stopped the bulk operation: {state.ErrorCode}.")
        : state.Status is "EXPIRED"
            ? new(FaultKind.Rejected, "Shopify does not keep the result of the bulk operation any more.") { Reason = "cursor-invalid" }
            : new(FaultKind.Transient, $"The bulk operation ended as {PlainText.Of(state.Status)}{(state.ErrorCode is { } code ? $" ({PlainText.Of(code)})" : "")}.") { MayHaveTakenEffect = false };

    /// <summary>The same fault, of a call after which nothing was started.</summary>
    public static ConnectorException BeforeStart(ConnectorException fault) => new(fault.Kind, fault.Message, fault)
    {
        Reason = fault.Reason, Advice = fault.Advice, RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId, MayHaveTakenEffect = false,
    };

    /// <summary>The same fault, of a call after which nobody knows which lines were run.</summary>
    public static ConnectorException AfterStart(ConnectorException fault) => fault.Kind is FaultKind.Unauthorized or FaultKind.Throttled ? fault
        : new(FaultKind.Transient, fault.Message, fault) { RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId };
}
