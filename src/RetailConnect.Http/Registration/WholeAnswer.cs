namespace RetailConnect.Http;

/// <summary>The step next to the socket: asks whether the call may still be made, hears what time it is at the vendor, and reads an answer to its end within the time limit of the attempt: without it a connection that dies in the middle of a body would hold its caller for ever.</summary>
internal sealed class WholeAnswer(long mostBytes, VendorClock clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallScope.Guard?.Invoke();
        var response = await base.SendAsync(request, cancellationToken);
        clock.Hear(response);
        try
        {
            await response.Content.LoadIntoBufferAsync(mostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
