using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>Reads the errors of <c>metafieldsSet</c>.</summary>
internal static class MetafieldErrors
{
    public const string Mutation = "metafieldsSet";

    /// <summary>A digest that does not fit any more is a conflict: what is there now is read before anything else is decided. Anything else that does not pass is a refusal.</summary>
    public static ConnectorException Fault(IReadOnlyList<MetafieldError> errors, string? requestId)
    {
        var fault = UserErrors.Fault(Mutation, [.. errors.Select(error => new UserError(error.Message, error.Field, error.Code))], requestId);
        return errors.Any(error => error.Code is "INTERNAL_ERROR") ? new(FaultKind.Transient, fault.Message) { VendorRequestId = requestId }
            : errors.All(error => error.Code is "STALE_OBJECT" or "INVALID_COMPARE_DIGEST") ? new(FaultKind.Conflict, fault.Message) { VendorRequestId = requestId }
            : fault;
    }
}
