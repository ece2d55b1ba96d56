using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Http;
using RetailConnect.Tests;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>Business Central on a socket of its own; a request that nobody expects fails the test.</summary>
internal sealed class Wire : IAsyncDisposable
{
    public const string Name = "erp";
    public const string Secret = "client-secret-of-the-test";
    public const string ClientState = "client-state-of-the-test";
    public static readonly Guid Company = Guid.Parse("c0c0c0c0-0000-0000-0000-000000000001");
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly WireMockServer server = WireMockServer.Start();
    private readonly List<Connection> opened = [];
    private bool checkedAlready;

    public Wire()
    {
        Api = $"/v2.0/contoso.com/Production/api/v2.0/companies({Company})";
        Answer("POST", "/contoso.com/oauth2/v2.0/token", """{"access_token":"token-of-the-test","expires_in":3599,"token_type":"Bearer"}""");

        // Nobody is told a unit unless a test says so.
        Answer(Counted("items"), Page(""), priority: 100);
    }

    private const string Units = "$select=number,baseUnitOfMeasureCode";

    public string Api { get; }

    public string Url => server.Url!;

    public MemoryCrosswalk Crosswalk { get; } = new();

    public TimeProvider Time { get; set; } = new FakeTimeProvider(Start);

    /// <summary>The vendor's clock, where it differs from the host's.</summary>
    public TimeProvider? VendorTime { get; init; }

    /// <summary>What was sent after the token was fetched, as "METHOD path?query"; without the questions for base units.</summary>
    public IReadOnlyList<string> Sent => [.. All.Where(request => !request.Contains(Units, StringComparison.Ordinal))];

    /// <summary>The questions for base units.</summary>
    public IReadOnlyList<string> AskedForUnits => [.. All.Where(request => request.Contains(Units, StringComparison.Ordinal))];

    private IEnumerable<string> All => server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Path != "/contoso.com/oauth2/v2.0/token")
        .Select(request => $"{request.Method} {Uri.UnescapeDataString(new Uri(request.AbsoluteUrl).PathAndQuery)}");

    public IReadOnlyList<string> Bodies(string method) => [.. server.LogEntries.Select(entry => entry.RequestMessage!).Where(request => request.Method == method && request.Path != "/contoso.com/oauth2/v2.0/token").Select(request => request.Body ?? "")];

    public string? Header(string method, string name) => server.LogEntries.Select(entry => entry.RequestMessage!).Last(request => request.Method == method).Headers?[name].FirstOrDefault();

    public Wire Link(EntityType type, string connection, string canonical, string external)
    {
        Crosswalk.Link(new(TestConnection.Tenant, type, connection), canonical, external);
        return this;
    }

    public BusinessCentralOptions Options() => new()
    {
        BaseAddress = new(Url), TokenAddress = new(Url), AadTenant = "contoso.com", Environment = "Production", CompanyId = Company, ClientId = "app", ClientSecret = Secret,
        WalkInCustomerNumber = "WALKIN", ShippingAccount = "6810", TipAccount = "6820", RoundingAccount = "6830", GiftCardAccount = "2910", CustomAccount = "6840", WebhookClientState = ClientState,
    };

    public Connection Open(Action<BusinessCentralOptions>? change = null) => Open<BusinessCentralConnector>(change);

    public Connection Open<TConnector>(Action<BusinessCentralOptions>? change = null)
        where TConnector : IConnector<BusinessCentralOptions>
    {
        var options = Options();
        change?.Invoke(options);
        var connection = TestConnection.Open<TConnector, BusinessCentralOptions>(Name, options, Crosswalk, Time, services => services.AddSingleton<IConnectionTransport>(new DatedTransport(VendorTime ?? Time)));
        opened.Add(connection);
        return connection;
    }

    /// <summary>Answers a request; answers to one request that are given one after the other are used in this order, the last one again and again.</summary>
    public Wire Answer(string method, string path, string json, int status = 200, string? filter = null, string? from = null, string? to = null)
    {
        var request = Request.Create().UsingMethod(method).WithPath(path);
        if (filter is not null)
        {
            request = request.WithParam("$filter", filter);
        }

        var mapping = server.Given(request);
        if (from is not null || to is not null)
        {
            mapping = mapping.InScenario($"{method} {path}");
            mapping = from is null ? mapping : mapping.WhenStateIs(from);
            mapping = to is null ? mapping : mapping.WillSetStateTo(to);
        }

        mapping.RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(json));
        return this;
    }

    /// <summary>Tells base units: item number and unit.</summary>
    public Wire CountedBy(params (string Item, string Unit)[] units) =>
        Answer(Counted("items"), Page(string.Join(',', units.Select(item => $$"""{"number":"{{item.Item}}","baseUnitOfMeasureCode":"{{item.Unit}}"}"""))), priority: -1);

    private IRequestBuilder Counted(string collection) => Request.Create().UsingGet().WithPath($"{Api}/{collection}").WithUrl(url => Uri.UnescapeDataString(url).Contains(Units, StringComparison.Ordinal));

    private Wire Answer(IRequestBuilder request, string json, int priority)
    {
        server.Given(request).AtPriority(priority).RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(json));
        return this;
    }

    public Wire Api200(string collection, string json, string? filter = null) => Answer("GET", $"{Api}/{collection}", json, filter: filter);

    public void AnswerWith(string method, string path, IResponseBuilder response) => server.Given(Request.Create().UsingMethod(method).WithPath(path)).RespondWith(response);

    /// <summary>For tests that expect an answer of WireMock's own.</summary>
    public void AllowUnexpected() => checkedAlready = true;

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in opened)
        {
            await connection.DisposeAsync();
        }

        var unexpected = server.LogEntries.Where(entry => entry.MappingGuid is null).Select(entry => $"{entry.RequestMessage!.Method} {Uri.UnescapeDataString(entry.RequestMessage.AbsoluteUrl)}").ToArray();
        server.Dispose();
        Assert.True(checkedAlready || unexpected.Length == 0, $"Nobody expected: {string.Join(", ", unexpected)}");
    }

    public static string Page(string rows, string? next = null) => next is null ? $$"""{"@odata.context":"x","value":[{{rows}}]}""" : $$"""{"value":[{{rows}}],"@odata.nextLink":"{{next}}"}""";

    public static HttpStatusCode Code(int status) => (HttpStatusCode)status;
}
