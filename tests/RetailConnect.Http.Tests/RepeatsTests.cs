using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace RetailConnect.Http.Tests;

public sealed class RepeatsTests
{
    private int calls;

    [Theory]
    [InlineData("GET", "/orders", 503, 3)]
    [InlineData("POST", "/orders/search", 503, 3)]
    [InlineData("POST", "/orders", 503, 1)]
    [InlineData("PUT", "/orders", 503, 1)]
    [InlineData("PATCH", "/orders", 429, 1)]
    [InlineData("DELETE", "/orders", 503, 1)]
    [InlineData("GET", "/orders", 429, 3)]
    [InlineData("GET", "/orders", 404, 1)]
    [InlineData("POST", "/orders/search", 400, 1)]
    public async Task Only_a_read_is_repeated_and_only_when_it_may_help(string method, string path, int status, int expected)
    {
        using var answer = await SendAsync(method, path, _ => new((HttpStatusCode)status));
        Assert.Equal(((HttpStatusCode)status, expected), (answer.StatusCode, calls));
    }

    [Fact]
    public async Task A_cut_read_is_repeated_and_a_cut_write_is_not()
    {
        using var answer = await SendAsync("GET", "/orders", call => call == 1 ? throw new HttpRequestException("cut") : new(HttpStatusCode.OK));
        Assert.Equal((HttpStatusCode.OK, 2), (answer.StatusCode, calls));
        calls = 0;
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("POST", "/orders", _ => throw new HttpRequestException("cut")));
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_wait_that_the_vendor_asks_for_is_left_to_the_engine(bool asDate)
    {
        var asked = asDate ? new RetryConditionHeaderValue(TimeProvider.System.GetUtcNow().AddMinutes(5)) : new RetryConditionHeaderValue(TimeSpan.FromMinutes(5));
        using var answer = await SendAsync("GET", "/orders", _ => new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = asked } });
        Assert.Equal(1, calls);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, Func<int, HttpResponseMessage> answer)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("shop").ConfigurePrimaryHttpMessageHandler(() => new StubHandler((_, _) => Task.FromResult(answer(++calls))))
            .AddResilienceHandler("retries", pipeline => pipeline.AddRetry(Quick()));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop").SendAsync(new(new HttpMethod(method), $"https://shop.example.test{path}"), TestContext.Current.CancellationToken);
    }

    private static Microsoft.Extensions.Http.Resilience.HttpRetryStrategyOptions Quick()
    {
        var repeats = Repeats.Of(request => request.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal), TimeProvider.System);
        repeats.Delay = TimeSpan.FromMilliseconds(1);
        return repeats;
    }
}
