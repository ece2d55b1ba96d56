using System.Net.Http.Headers;
using RetailConnect.Sandbox.Faults;

namespace RetailConnect.Sandbox;

/// <summary>Delivers webhooks over HTTP with the vendor's retries and the profile's losses, repeats and delays.</summary>
internal sealed class WebhookSender(HttpMessageInvoker http, TimeProvider time, Func<string, (IVendorSimulator Simulator, FaultInjector Faults)> vendor) : IWebhookOutbox, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private int waiting;

    /// <summary>Deliveries that have not ended yet.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    public void Post(WebhookMessage message, WebhookPolicy policy)
    {
        foreach (var wait in vendor(message.Vendor).Faults.NextWebhook())
        {
            Interlocked.Increment(ref waiting);
            _ = DeliverAsync(message, policy, wait);
        }
    }

    public async ValueTask<SandboxResponse?> AskAsync(string method, Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new((int)response.StatusCode, body);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private async Task DeliverAsync(WebhookMessage message, WebhookPolicy policy, TimeSpan firstWait)
    {
        try
        {
            var wait = firstWait;
            for (var attempt = 0; ; attempt++)
            {
                await Task.Delay(wait, time, stop.Token);
                var status = await SendAsync(message, policy.AnswerWithin);
                var delivered = status is >= 200 and < 300;
                var exhausted = !delivered && attempt >= policy.Retries.Count;
                vendor(message.Vendor).Simulator.OnDelivered(message, status, exhausted);
                if (delivered || exhausted)
                {
                    return;
                }

                wait = policy.Retries[attempt];
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The sandbox stops: what was not sent is lost, as with a vendor that goes away.
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task<int?> SendAsync(WebhookMessage message, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in message.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await http.SendAsync(request, linked.Token);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
