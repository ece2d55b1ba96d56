using System.Net;

namespace RetailConnect.Http;

/// <summary>The standard mapping of HTTP answers and failures to faults.</summary>
public static class StandardFaults
{
    /// <summary>Returns the kind of fault that a status code stands for.</summary>
    public static FaultKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => FaultKind.Unauthorized,
        408 or >= 500 => FaultKind.Transient,
        409 or 412 => FaultKind.Conflict,
        429 => FaultKind.Throttled,
        _ => FaultKind.Rejected,
    };

    /// <summary>Makes a fault from an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="message">What the vendor said, without personal data.</param>
    /// <param name="reason">Kebab-case reason; null takes the kind's name.</param>
    /// <param name="requestId">The vendor's request id; null when it gave none.</param>
    public static ConnectorException Of(HttpResponseMessage response, string message, string? reason = null, string? requestId = null)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            return new(FaultKind.Rejected, $"{(int)response.StatusCode}: {message} The address has moved{(response.Headers.Location is { IsAbsoluteUri: true } moved ? $" to {moved.GetLeftPart(UriPartial.Authority)}" : "")}, and redirects are not followed.")
            {
                Reason = "address-moved", Advice = "Set the address in the connection's settings to the new one, then replay.", RetryAfter = WaitOf(response), VendorRequestId = requestId,
            };
        }

        var kind = KindOf(response.StatusCode);
        return new(kind, $"{(int)response.StatusCode}: {message}") { Reason = reason, RetryAfter = WaitOf(response), VendorRequestId = requestId };
    }

    /// <summary>Returns the wait that an answer asks for, at most an hour; null when it asks for none.</summary>
    /// <remarks>A wait until a date counts from the answer's own Date. A connection's answers always have one: where the vendor leaves it out, it is the time of arrival.</remarks>
    /// <param name="response">The answer.</param>
    public static TimeSpan? WaitOf(HttpResponseMessage response) => RetryAfter.Of(response);

    /// <summary>The fault of a success whose text is not the API's.</summary>
    internal static ConnectorException NoAnswer(string system, Exception? inner = null) =>
        new(FaultKind.Transient, $"{system} answered something that is no answer of its API (a proxy's page, or a text cut short).", inner);
}
