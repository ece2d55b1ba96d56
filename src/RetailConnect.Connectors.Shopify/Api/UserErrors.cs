using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads the errors of a mutation's payload: Shopify understood and refused.</summary>
internal static class UserErrors
{
    public static void ThrowIfAny(string mutation, IReadOnlyList<UserError> errors, string? requestId)
    {
        if (errors.Count > 0)
        {
            throw Fault(mutation, errors, requestId);
        }
    }

    public static ConnectorException Fault(string mutation, IReadOnlyList<UserError> errors, string? requestId) =>
        new(KindOf(errors), $"{mutation}: {string.Join("; ", errors.Take(3).Select(Text))}") { Reason = errors.Any(Asks) ? null : Reasons.Rejected, VendorRequestId = requestId };

    private static FaultKind KindOf(IReadOnlyList<UserError> errors) => errors.Any(Asks) ? FaultKind.Transient : FaultKind.Rejected;

    /// <summary>Codes whose text asks to try again.</summary>
    private static bool Asks(UserError error) => error.Code is "GENERIC_ERROR" or "JOB_ERROR" or "IDEMPOTENCY_CONCURRENT_REQUEST";

    private static string Text(UserError error)
    {
        var field = error.Field is { Count: > 0 } path ? $" ({string.Join('.', path)})" : "";
        return $"{error.Code ?? "refused"}{field}: {PlainText.Of(error.Message)}";
    }
}
