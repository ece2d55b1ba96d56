using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Connectors.Square.Loyalty;
using RetailConnect.Http;
using RetailConnect.Tests;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace RetailConnect.Connectors.Square.Tests;

/// <summary>Square on a socket of its own; a request that nobody expects fails the test.</summary>
internal sealed class Wire : IAsyncDisposable
{
    public const string Name = "pos";
    public const string Club = "club";
    public const string Secret = "EAAAaccess-token-of-the-test";
    public const string SignatureKey = "signature-key-of-the-test";
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly WireMockServer server = WireMockServer.Start();
    private readonly List<Connection> opened = [];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Url => server.Url!;

    public MemoryCrosswalk Crosswalk { get; } = new();

    public TimeProvider Time { get; set; } = new FakeTimeProvider(Start);

    /// <summary>The vendor's clock, where it differs from the host's.</summary>
    public TimeProvider? VendorTime { get; init; }

    /// <summary>Gives the pictures of the origin; null where it has none.</summary>
    public IImageSource? Pictures { get; init; }

    /// <summary>Gets the connection's warnings.</summary>
    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What was sent, as "METHOD path?query".</summary>
    public IReadOnlyList<string> Sent => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Select(request => $"{request.Method} {new Uri(request.AbsoluteUrl).PathAndQuery}")];

    public IReadOnlyList<string> Bodies(string path) => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Path == path).Select(request => request.Body ?? "")];

    public string Body(string path) => Assert.Single(Bodies(path));

    /// <summary>Bodies that are no text, byte by letter.</summary>
    public IReadOnlyList<string> Forms(string path) => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Path == path).Select(request => request.BodyAsBytes is { } bytes ? Encoding.Latin1.GetString(bytes) : request.Body ?? "")];

    public IReadOnlyList<string?> Headers(string name) => [.. server.LogEntries.Select(entry => entry.RequestMessage!.Headers!.TryGetValue(name, out var values) ? values.FirstOrDefault() : null)];

    public Wire Link(EntityType type, string canonical, string external)
    {
        Crosswalk.Link(new(TestConnection.Tenant, type, Name), canonical, external);
        return this;
    }

    public Wire Link(EntityType type, string connection, string canonical, string external)
    {
        Crosswalk.Link(new(TestConnection.Tenant, type, connection), canonical, external);
        return this;
    }

    public SquareOptions Options() => new() { BaseAddress = new(Url), AccessToken = Secret, CatalogPause = TimeSpan.Zero };

    public Connection Open(Action<SquareOptions>? change = null)
    {
        var options = Options();
        change?.Invoke(options);
        var connection = TestConnection.Open<SquareConnector, SquareOptions>(Name, options, Crosswalk, Time, Configure);
        opened.Add(connection);
        return connection;
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton(Logs).AddSingleton<IConnectionTransport>(new DatedTransport(VendorTime ?? Time));
        if (Pictures is not null)
        {
            services.AddSingleton(Pictures);
        }
    }

    /// <summary>Opens a connection to the loyalty programme.</summary>
    public Connection OpenClub(Action<SquareLoyaltyOptions>? change = null)
    {
        var options = new SquareLoyaltyOptions { BaseAddress = new(Url), AccessToken = Secret, LocationId = "L1" };
        change?.Invoke(options);
        var connection = TestConnection.Open<SquareLoyaltyConnector, SquareLoyaltyOptions>(Club, options, Crosswalk, Time, services => services.AddSingleton<IConnectionTransport>(new DatedTransport(VendorTime ?? Time)));
        opened.Add(connection);
        return connection;
    }

    /// <summary>Answers a request whose body holds a text; the last answer given that fits wins.</summary>
    public Wire Answer(string method, string path, string json, string? holding = null, int status = 200, Func<string, bool>? body = null)
    {
        var request = Request.Create().UsingMethod(method).WithPath(path);
        var test = body ?? (holding is null ? null : text => text.Contains(holding, StringComparison.Ordinal));
        request = test is null ? request : request.WithBody((string? text) => text is not null && test(text));
        server.Given(request).RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(json));
        return this;
    }

    /// <summary>Answers a request of a test's own; one that names more of it comes first.</summary>
    public void Given(IRequestBuilder request, string json, int status = 200) => server.Given(request).RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(json));

    public Wire Post(string path, string json, string? holding = null, int status = 200) => Answer("POST", path, json, holding, status);

    public Wire Locations(params string[] ids) =>
        Answer("GET", "/v2/locations", $$"""{"locations":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","name":"Store {{id}}","status":"ACTIVE","unknown_field":[1]}"""))}}]}""");

    public void AnswerWith(string method, string path, IResponseBuilder response) => server.Given(Request.Create().UsingMethod(method).WithPath(path)).RespondWith(response);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in opened)
        {
            await connection.DisposeAsync();
        }

        var unexpected = server.LogEntries.Where(entry => entry.MappingGuid is null).Select(entry => $"{entry.RequestMessage!.Method} {entry.RequestMessage.AbsoluteUrl} {entry.RequestMessage.Body}").ToArray();
        server.Dispose();
        Assert.True(unexpected.Length == 0, $"Nobody expected: {string.Join(", ", unexpected)}");
    }

    public static string Error(string code, string category = "INVALID_REQUEST_ERROR", string detail = "It failed.") => $$"""{"errors":[{"category":"{{category}}","code":"{{code}}","detail":"{{detail}}"}]}""";

    /// <summary>Compares two JSON texts without regard to the order of fields.</summary>
    public static void Same(string expected, string actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}{Environment.NewLine}     got {actual}");
}
