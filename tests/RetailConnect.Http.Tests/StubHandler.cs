namespace RetailConnect.Http.Tests;

/// <summary>Answers as the test says, and sends a request through a handler without a client.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public static readonly ConnectionContext Context = new(new("northwind"), "web", "shopify");

    public static async Task<HttpResponseMessage> SendAsync(DelegatingHandler handler, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, HttpRequestMessage? request = null, CancellationToken cancellationToken = default)
    {
        handler.InnerHandler = new StubHandler(answer);
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        return await invoker.SendAsync(request ?? new(HttpMethod.Get, "https://shop.example.test/orders?email=ada@example.test"), cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
}
