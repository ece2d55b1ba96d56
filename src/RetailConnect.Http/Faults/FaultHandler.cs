using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace RetailConnect.Http;

/// <summary>Outermost handler: everything that is no success leaves as a <see cref="ConnectorException"/>.</summary>
internal sealed partial class FaultHandler(ConnectionContext connection, IFaultMapper? mapper, TimeProvider time, ILogger<FaultHandler> logger) : DelegatingHandler
{
    private const int MostBytes = 8 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            LogCall(connection.Tenant.Value, connection.Name, request.Method, Place(request), (int)response.StatusCode, time.GetElapsedTime(started).TotalMilliseconds);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is not "text/html")
            {
                return response;
            }

            using (response)
            {
                if (response.IsSuccessStatusCode)
                {
                    // Calls whose answer nobody reads would take a proxy's page for success.
                    throw Counted(StandardFaults.NoAnswer(connection.System));
                }

                // A wait that is told as a date counts from the answer; whoever maps it has no other clock.
                response.Headers.Date ??= time.GetUtcNow();
                var body = await StartOfAsync(response, cancellationToken);
                throw Counted(Credentials.Hide(Mapped(response, body) ?? StandardFaults.Of(response, $"{connection.System} answered without saying why."), request));
            }
        }
        catch (Exception exception) when (Map(exception, cancellationToken) is { } fault)
        {
            throw Counted(fault);
        }
    }

    /// <summary>Host and path of a request: queries may hold personal data.</summary>
    private static string Place(HttpRequestMessage request) => request.RequestUri?.AbsolutePath ?? "";

    private static async Task<string> StartOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostBytes];
        var length = await stream.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>What the mapper says; nothing when its search of the vendor's words takes too long.</summary>
    private ConnectorException? Mapped(HttpResponseMessage response, string body)
    {
        try
        {
            return mapper?.Map(response, body);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static ConnectorException? Map(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        BrokenCircuitException broken => new(FaultKind.Transient, "Too many calls failed lately; the connection rests for a moment.", broken) { MayHaveTakenEffect = false, RetryAfter = broken.RetryAfter ?? TimeSpan.FromSeconds(5) },
        RateLimiterRejectedException full => new(FaultKind.Transient, "Too many calls are in flight.", full) { MayHaveTakenEffect = false },
        TimeoutRejectedException or OperationCanceledException => new(FaultKind.Transient, "The call took too long.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } refused =>
            new(FaultKind.Transient, "The system can't be reached.", refused) { MayHaveTakenEffect = false },
        HttpRequestException cut => new(FaultKind.Transient, "The connection was cut.", cut),
        IOException cut => new(FaultKind.Transient, "The connection was cut.", cut),
        _ => null,
    };

    private ConnectorException Counted(ConnectorException fault)
    {
        Metrics.Faults.Add(1, new TagList
        {
            { RetailConnectDiagnostics.TenantTag, connection.Tenant.Value }, { RetailConnectDiagnostics.ConnectionTag, connection.Name }, { RetailConnectDiagnostics.ReasonTag, fault.Kind.ToString() },
        });
        return fault;
    }

    [LoggerMessage(1001, LogLevel.Debug, "{Tenant}/{Connection} {Method} {Path} -> {Status} in {Milliseconds} ms")]
    private partial void LogCall(string tenant, string connection, HttpMethod method, string path, int status, double milliseconds);
}
