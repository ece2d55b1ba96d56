using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace RetailConnect.AspNetCore.Webhooks;

/// <summary>One webhook's way from the socket to the intake.</summary>
internal sealed partial class WebhookEndpoint(IWebhookIntake intake, ILogger<WebhookEndpoint> logger)
{
    /// <summary>Most bytes of a body that are read; one more makes it oversized, which the connector's verifier answers in the vendor's way.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    public async Task ReceiveAsync(HttpContext context)
    {
        var tenant = context.GetRouteValue("tenant") as string ?? "";
        var connection = context.GetRouteValue("connection") as string ?? "";
        try
        {
            var verdict = await intake.ReceiveAsync(tenant, connection, await ReadAsync(context.Request, context.RequestAborted), context.RequestAborted);
            await AnswerAsync(context, verdict);
        }
        catch (StoreException exception)
        {
            // Not recorded means not accepted: the vendor keeps it and sends it again.
            LogUnavailable(exception, tenant, connection);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The vendor hung up; it sends again.
        }
    }

    private static async Task<WebhookRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while (body.Length <= MostBytes && (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            body.Write(buffer, 0, read);
        }

        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new(new Uri(request.GetEncodedUrl()), headers, body.ToArray());
    }

    private static async Task AnswerAsync(HttpContext context, WebhookVerdict verdict)
    {
        context.Response.StatusCode = verdict.Status;
        if (verdict.Reply is { } reply)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            await context.Response.WriteAsync(reply, context.RequestAborted);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "{Tenant}/{Connection}: a webhook could not be recorded and was answered 503.")]
    private partial void LogUnavailable(Exception exception, string tenant, string connection);
}
