using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Http;
using RetailConnect.Tests;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Util;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>Shopify on a socket of its own. Answers are given by operation, in order; a request that nobody expects, or an answer that nobody fetched, fails the test.</summary>
internal sealed partial class Wire : IAsyncDisposable
{
    public const string Name = "web";
    public const string Secret = "client-secret-of-the-test";
    public const string Token = "token-of-the-test";
    public const string Path = "/admin/api/2026-10/graphql.json";
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <summary>No bulk operation is under way.</summary>
    public const string NoneUnderWay = """{"page":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""";

    private readonly WireMockServer server = WireMockServer.Start();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> answers = new();
    private readonly ConcurrentQueue<string> unexpected = new();
    private readonly List<Connection> opened = [];

    public Wire()
    {
        server.Given(Request.Create().UsingPost().WithPath(Path)).AtPriority(10).RespondWith(Response.Create().WithCallback(Reply));
        server.Given(Request.Create().UsingPost().WithPath("/admin/oauth/access_token")).AtPriority(10)
            .RespondWith(Response.Create().WithHeader("Content-Type", "application/json").WithBody($$"""{"access_token":"{{Token}}","scope":"read_orders","expires_in":86399}"""));
    }

    public MemoryCrosswalk Crosswalk { get; } = new();

    public TimeProvider Time { get; set; } = new FakeTimeProvider(Start);

    /// <summary>The vendor's clock, where it differs from the host's.</summary>
    public TimeProvider? VendorTime { get; init; }

    /// <summary>Operations sent, in order.</summary>
    public IReadOnlyList<string> Sent => [.. Requests.Select(request => Operation(request.Body!))];

    public IReadOnlyList<IRequestMessage> Requests => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Path == Path)];

    public IReadOnlyList<IRequestMessage> Grants => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Path != Path)];

    /// <summary>Variables of the requests of one operation, in order.</summary>
    public IReadOnlyList<JsonNode> Variables(string operation) => [.. Requests.Where(request => Operation(request.Body!) == operation).Select(request => JsonNode.Parse(request.Body!)!["variables"]!)];

    public string Query(string operation) => JsonNode.Parse(Requests.First(request => Operation(request.Body!) == operation).Body!)!["query"]!.GetValue<string>();

    public Wire Link(EntityType type, string connection, string canonical, string external)
    {
        Crosswalk.Link(new(TestConnection.Tenant, type, connection), canonical, external);
        return this;
    }

    public Connection Open(Action<ShopifyOptions>? change = null)
    {
        var options = new ShopifyOptions { Shop = new(server.Url!), ClientId = "app", ClientSecret = Secret };
        change?.Invoke(options);
        var connection = TestConnection.Open<ShopifyConnector, ShopifyOptions>(Name, options, Crosswalk, Time, services => services.AddSingleton<IConnectionTransport>(new DatedTransport(VendorTime ?? Time)));
        opened.Add(connection);
        return connection;
    }

    /// <summary>Answers the next request of an operation with data.</summary>
    public Wire Data(string operation, string data, double requested = 10, double actual = 5) => Raw(operation, $"{{\"data\":{data},\"extensions\":{Cost(requested, actual, 1990)}}}");

    /// <summary>The cost part of an answer.</summary>
    public static string Cost(double requested, double? actual, double available) => JsonSerializer.Serialize(new
    {
        somethingNew = 1,
        cost = new { requestedQueryCost = requested, actualQueryCost = actual, throttleStatus = new { maximumAvailable = 2000.0, currentlyAvailable = available, restoreRate = 100.0 } },
    });

    /// <summary>Answers the next request of an operation with a whole body.</summary>
    public Wire Raw(string operation, string body)
    {
        answers.GetOrAdd(operation, _ => new()).Enqueue(body);
        return this;
    }

    /// <summary>Answers all requests to a path in a way of its own.</summary>
    public Wire Always(string path, IResponseBuilder response)
    {
        server.Given(Request.Create().UsingPost().WithPath(path)).AtPriority(1).RespondWith(response);
        return this;
    }

    /// <summary>Root of the server.</summary>
    public string Address => server.Url!;

    /// <summary>What was sent to or asked of the file store.</summary>
    public IReadOnlyList<IRequestMessage> Files => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Path.StartsWith("/files/", StringComparison.Ordinal))];

    /// <summary>A file store that takes uploads and gives a result.</summary>
    public Wire Store(string result = "", int upload = 201)
    {
        server.Given(Request.Create().UsingPost().WithPath("/files/upload")).RespondWith(Response.Create().WithStatusCode(upload));
        server.Given(Request.Create().UsingGet().WithPath("/files/result")).RespondWith(Response.Create().WithHeader("Content-Type", "application/jsonl").WithBody(result));
        return this;
    }

    /// <summary>A file store that gives only the part of a result that is asked for.</summary>
    public Wire StorePart(int from, string rest)
    {
        server.Given(Request.Create().UsingGet().WithPath("/files/result").WithHeader("Range", $"bytes={from}-"))
            .RespondWith(Response.Create().WithStatusCode(206).WithHeader("Content-Range", $"bytes {from}-{from + rest.Length - 1}/{from + rest.Length}").WithBody(rest));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in opened)
        {
            await connection.DisposeAsync();
        }

        server.Dispose();
        Assert.True(unexpected.IsEmpty, $"Nobody expected: {string.Join(", ", unexpected)}");
        Assert.Empty(answers.Where(answer => !answer.Value.IsEmpty).Select(answer => $"{answer.Key} was not asked for"));
    }

    public static string Page(string nodes, string? next = null) =>
        $$"""{"nodes":[{{nodes}}],"pageInfo":{"hasNextPage":{{(next is null ? "false" : "true")}},"endCursor":{{JsonSerializer.Serialize(next)}} } }""";

    [GeneratedRegex(@"(?:query|mutation) (\w+)")]
    private static partial Regex OperationName();

    private static string Operation(string body) => OperationName().Match(JsonNode.Parse(body)!["query"]!.GetValue<string>()).Groups[1].Value;

    private ResponseMessage Reply(IRequestMessage request)
    {
        var operation = Operation(request.Body!);
        var known = answers.TryGetValue(operation, out var queue) && queue.TryDequeue(out var body) ? body : null;
        if (known is null)
        {
            unexpected.Enqueue(operation);
        }

        return new()
        {
            StatusCode = known is null ? 500 : 200,
            BodyData = new BodyData { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = known ?? "" },
            Headers = new Dictionary<string, WireMock.Types.WireMockList<string>> { ["Content-Type"] = new("application/json"), ["X-Request-Id"] = new("request-1") },
        };
    }
}
