using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace RetailConnect.Http.Tests;

public sealed class FaultHandlerTests
{
    private const string Secret = "shpat_5ecret0123456789";

    private readonly FakeTimeProvider time = new(Waiting.Start);

    [Fact]
    public async Task A_redirect_names_where_the_address_went_and_what_to_do()
    {
        var fault = await FaultAsync((_, _) => Answer(308, answer => answer.Headers.Location = new("https://new.example/admin?token=secret")));
        Assert.Equal((FaultKind.Rejected, "address-moved"), (fault.Kind, fault.Reason));
        Assert.Contains("https://new.example,", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.Contains("settings", fault.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301, FaultKind.Rejected)]
    [InlineData(400, FaultKind.Rejected)]
    [InlineData(401, FaultKind.Unauthorized)]
    [InlineData(403, FaultKind.Unauthorized)]
    [InlineData(404, FaultKind.Rejected)]
    [InlineData(408, FaultKind.Transient)]
    [InlineData(409, FaultKind.Conflict)]
    [InlineData(412, FaultKind.Conflict)]
    [InlineData(422, FaultKind.Rejected)]
    [InlineData(429, FaultKind.Throttled)]
    [InlineData(500, FaultKind.Transient)]
    [InlineData(502, FaultKind.Transient)]
    [InlineData(503, FaultKind.Transient)]
    [InlineData(504, FaultKind.Transient)]
    public async Task Each_status_is_one_fault(int status, FaultKind kind)
    {
        var fault = await FaultAsync((_, _) => Answer(status));
        Assert.Equal(kind, fault.Kind);
        Assert.Equal(kind is FaultKind.Transient, fault.MayHaveTakenEffect);
        Assert.StartsWith($"{status}: shopify", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    public async Task Success_goes_through(int status) => Assert.Equal(status, (int)(await StubHandler.SendAsync(Handler(), (_, _) => Answer(status))).StatusCode);

    public static TheoryData<string, Exception, bool> Failures => new()
    {
        { "refused", new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException(111)), false },
        { "unknown host", new HttpRequestException(HttpRequestError.NameResolutionError, "x"), false },
        { "cut while answering", new HttpRequestException(HttpRequestError.ResponseEnded, "x", new IOException("x")), true },
        { "cut while sending", new IOException("x"), true },
        { "TLS", new HttpRequestException(HttpRequestError.Unknown, "x"), true },
        { "timeout of an attempt", new TimeoutRejectedException("x"), true },
        { "timeout of the socket", new TaskCanceledException("x"), true },
        { "open circuit", new BrokenCircuitException("x"), false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_call_is_transient_and_says_whether_it_may_have_taken_effect(string name, Exception exception, bool unknown)
    {
        var fault = await FaultAsync((_, _) => throw exception);
        Assert.True((FaultKind.Transient, unknown) == (fault.Kind, fault.MayHaveTakenEffect), name);
        Assert.Same(exception, fault.InnerException);
    }

    [Fact]
    public async Task Cancelling_is_no_fault()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StubHandler.SendAsync(Handler(), async (_, token) =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return new();
        }, cancellationToken: stop.Token));
    }

    [Fact]
    public async Task A_bug_of_ours_is_no_fault_of_the_vendor() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => StubHandler.SendAsync(Handler(), (_, _) => throw new InvalidOperationException("x")));

    [Fact]
    public async Task A_refusal_whose_body_is_cut_is_transient()
    {
        var fault = await FaultAsync((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StreamContent(new CutStream()) }));
        Assert.Equal(FaultKind.Transient, fault.Kind);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("86400", 3600)]
    [InlineData("Fri, 27 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Fri, 27 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task The_wait_that_the_vendor_asks_for_is_kept_within_reason(string header, int? seconds)
    {
        var fault = await FaultAsync((_, _) => Answer(429, response => response.Headers.TryAddWithoutValidation("Retry-After", header)));
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : default(TimeSpan?), fault.RetryAfter);
    }

    [Fact]
    public async Task No_secret_body_or_address_stands_in_the_message()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"https://shop.example.test/orders?token={Secret}") { Content = new StringContent("ada@example.test") };
        request.Headers.Authorization = new("Bearer", Secret);
        var refused = await FaultAsync((_, _) => Answer(400, response => response.Content = new StringContent($"ada@example.test may not use {Secret}")), request: request);
        var failed = await FaultAsync((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely."), request: new(HttpMethod.Get, $"https://shop.example.test/?t={Secret}"));
        foreach (var text in new[] { refused.ToString(), failed.ToString(), new AccessToken(Secret, Waiting.Start).ToString() })
        {
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("ada@", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_connectors_mapper_sees_a_bounded_start_of_the_body_and_decides()
    {
        var mapper = new Mapper(new(FaultKind.Unmet, "The customer is not there yet.") { Reason = Reasons.UnknownCustomer });
        var fault = await FaultAsync((_, _) => Answer(422, response => response.Content = new StringContent(new string('x', 1_000_000))), mapper);
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownCustomer), (fault.Kind, fault.Reason));
        Assert.Equal(8192, mapper.Length);
        Assert.Equal(FaultKind.Rejected, (await FaultAsync((_, _) => Answer(422), new Mapper(null))).Kind);
    }

    [Fact]
    public async Task A_proxys_page_is_no_success_even_where_nobody_reads_the_answer()
    {
        var fault = await FaultAsync((_, _) => Answer(200, response => response.Content = new StringContent("<html>Please sign in.</html>", System.Text.Encoding.UTF8, "text/html")));
        Assert.Equal((FaultKind.Transient, true), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Fact]
    public async Task A_credential_that_is_said_back_stays_out_of_the_fault()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://shop.example.test/orders");
        request.Headers.TryAddWithoutValidation("Authorization", $"ApiKey-v1 {Secret}");
        var said = new ConnectorException(FaultKind.Transient, $"500: The key {Secret} is not good.") { Reason = "bad-key", Advice = $"Renew {Secret}.", RetryAfter = TimeSpan.FromSeconds(3), VendorRequestId = "4711", MayHaveTakenEffect = false };
        var fault = await FaultAsync((_, _) => Answer(500), new Mapper(said), request);
        Assert.Equal(("500: The key (hidden) is not good.", "Renew (hidden)."), (fault.Message, fault.Advice));
        Assert.Equal((FaultKind.Transient, "bad-key", TimeSpan.FromSeconds(3), "4711", false), (fault.Kind, fault.Reason, fault.RetryAfter, fault.VendorRequestId, fault.MayHaveTakenEffect));
    }

    [Fact]
    public async Task A_mapper_whose_search_takes_too_long_leaves_the_status_to_tell()
    {
        var fault = await FaultAsync((_, _) => Answer(422), new SlowMapper());
        Assert.Equal(FaultKind.Rejected, fault.Kind);
    }

    [Fact]
    public async Task A_mapper_sees_when_an_answer_without_a_date_came()
    {
        var mapper = new Mapper(null);
        await FaultAsync((_, _) => Answer(429), mapper);
        Assert.Equal(Waiting.Start, mapper.Date);
    }

    private FaultHandler Handler(IFaultMapper? mapper = null) => new(StubHandler.Context, mapper, time, NullLogger<FaultHandler>.Instance);

    private Task<ConnectorException> FaultAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, IFaultMapper? mapper = null, HttpRequestMessage? request = null) =>
        Assert.ThrowsAsync<ConnectorException>(() => StubHandler.SendAsync(Handler(mapper), answer, request));

    private static Task<HttpResponseMessage> Answer(int status, Action<HttpResponseMessage>? change = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        change?.Invoke(response);
        return Task.FromResult(response);
    }

    private sealed class Mapper(ConnectorException? fault) : IFaultMapper
    {
        public int Length { get; private set; }

        public DateTimeOffset? Date { get; private set; }

        public ConnectorException? Map(HttpResponseMessage response, string body)
        {
            Length = body.Length;
            Date = response.Headers.Date;
            return fault;
        }
    }

    private sealed class SlowMapper : IFaultMapper
    {
        public ConnectorException? Map(HttpResponseMessage response, string body) => throw new System.Text.RegularExpressions.RegexMatchTimeoutException();
    }

    private sealed class CutStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("The connection was reset.");

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The connection was reset.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection was reset.");
    }
}
