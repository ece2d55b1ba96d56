using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Http;
using RetailConnect.Tests;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace RetailConnect.Connectors.TalonOne.Tests;

/// <summary>Talon.One on a socket of its own; a request that nobody expects fails the test.</summary>
internal sealed class Wire : IAsyncDisposable
{
    public const string Name = "club";
    public const string Key = "api-key-of-the-test-0123456789";
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly WireMockServer server = WireMockServer.Start();
    private readonly List<Connection> opened = [];

    public FakeTimeProvider Time { get; } = new(Start);

    public MemoryCrosswalk Crosswalk { get; } = new();

    public IReadOnlyList<string> Sent => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Select(request => $"{request.Method} {new Uri(request.AbsoluteUrl).PathAndQuery}")];

    public IReadOnlyList<string> Bodies(string method) => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Method == method).Select(request => request.Body ?? "")];

    public string? Header(string method, string name) => server.LogEntries.Select(entry => entry.RequestMessage!).Last(request => request.Method == method).Headers?[name].FirstOrDefault();

    public Wire Link(EntityType type, string connection, string canonical, string external)
    {
        Crosswalk.Link(new(TestConnection.Tenant, type, connection), canonical, external);
        return this;
    }

    public TalonOneOptions Options() => new() { BaseAddress = new(server.Url!), ApiKey = Key, LoyaltyProgramId = 5 };

    public Connection Open(Action<TalonOneOptions>? change = null)
    {
        var options = Options();
        change?.Invoke(options);
        var connection = TestConnection.Open<TalonOneConnector, TalonOneOptions>(Name, options, Crosswalk, Time, services => services.AddSingleton<IConnectionTransport>(new DatedTransport(Time)));
        opened.Add(connection);
        return connection;
    }

    public Wire Answer(string method, string path, string json, int status = 200, string? key = null)
    {
        var request = Request.Create().UsingMethod(method).WithPath(path);
        server.Given(key is null ? request : request.WithHeader("Idempotency-Key", key)).AtPriority(key is null ? 1 : 0).RespondWith(
            Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithHeader("X-Request-Id", "req-1").WithHeader("Retry-After", "0").WithBody(json));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in opened)
        {
            await connection.DisposeAsync();
        }

        var unexpected = server.LogEntries.Where(entry => entry.MappingGuid is null).Select(entry => $"{entry.RequestMessage!.Method} {entry.RequestMessage.AbsoluteUrl}").ToArray();
        server.Dispose();
        Assert.True(unexpected.Length == 0, $"Nobody expected: {string.Join(", ", unexpected)}");
    }
}
