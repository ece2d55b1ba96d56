using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Http.Tests;

public sealed class TokenHandlerTests : IDisposable
{
    private readonly FakeTimeProvider time = new(Waiting.Start);
    private readonly Source source;
    private readonly TokenCache cache;
    private string accepted = "token-1";

    public TokenHandlerTests()
    {
        source = new(time);
        cache = new(source, time);
    }

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task Twenty_refusals_at_once_ask_for_one_new_token()
    {
        accepted = "token-2";
        var refused = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(async request =>
        {
            if (Token(request) == "token-1")
            {
                if (Interlocked.Increment(ref refused) == 20)
                {
                    all.SetResult();
                }

                await all.Task.WaitAsync(TimeSpan.FromSeconds(20));
            }

            return Answer(request);
        })));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal((20, 2), (refused, source.Requests));
    }

    [Fact]
    public async Task A_token_is_shared_until_a_minute_before_its_end()
    {
        await SendAsync(Answered);
        time.Advance(TimeSpan.FromMinutes(58));
        await SendAsync(Answered);
        Assert.Equal(1, source.Requests);
        accepted = "token-2";
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Answered)).StatusCode);
        Assert.Equal(2, source.Requests);
    }

    [Fact]
    public async Task A_second_refusal_is_the_answer_and_not_a_loop()
    {
        accepted = "none";
        var calls = 0;
        var answer = await SendAsync(request =>
        {
            calls++;
            return Answered(request);
        });
        Assert.Equal((HttpStatusCode.Unauthorized, 2, 2), (answer.StatusCode, calls, source.Requests));
    }

    [Fact]
    public async Task The_body_is_sent_again_with_the_new_token()
    {
        accepted = "token-2";
        var bodies = new List<string>();
        await SendAsync(
            async request =>
            {
                bodies.Add($"{Token(request)}: {await request.Content!.ReadAsStringAsync()}");
                return Answer(request);
            },
            new(HttpMethod.Post, "https://shop.example.test/orders") { Content = new StreamContent(new MemoryStream("order 1"u8.ToArray())) });
        Assert.Equal(["token-1: order 1", "token-2: order 1"], bodies);
    }

    [Fact]
    public async Task A_refused_renewal_reaches_the_caller_and_the_next_call_tries_again()
    {
        source.Fault = new(FaultKind.Unauthorized, "The app was removed.");
        Assert.Same(source.Fault, await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(Answered)));
        source.Fault = null;
        accepted = "token-2";
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Answered)).StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer, HttpRequestMessage? request = null)
    {
        using var handler = new TokenHandler(cache, static (message, token) => message.Headers.Authorization = new("Bearer", token.Value));
        return await StubHandler.SendAsync(handler, (message, _) => answer(message), request);
    }

    private Task<HttpResponseMessage> Answered(HttpRequestMessage request) => Task.FromResult(Answer(request));

    private HttpResponseMessage Answer(HttpRequestMessage request) => new(Token(request) == accepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);

    private static string? Token(HttpRequestMessage request) => request.Headers.Authorization?.Parameter;

    private sealed class Source(TimeProvider time) : ITokenSource
    {
        private int requests;

        public int Requests => requests;

        public ConnectorException? Fault { get; set; }

        public async ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref requests);
            await Task.Yield();
            return Fault is null ? new($"token-{number}", time.GetUtcNow().AddHours(1)) : throw Fault;
        }
    }
}
