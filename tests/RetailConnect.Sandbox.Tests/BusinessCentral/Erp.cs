using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sandbox.BusinessCentral;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

/// <summary>A company with two items, a customer and a caller that holds a token.</summary>
internal sealed class Erp
{
    public const string Root = "/v2.0/northwind.example/Sandbox/api/v2.0/";
    public const string Company = $"{Root}companies(b2c00000-0000-4000-8000-000000000001)/";
    public const string TokenPath = "/northwind.example/oauth2/v2.0/token";
    public const string Scope = "https%3A%2F%2Fapi.businesscentral.dynamics.com%2F.default";
    public const string TokenForm = $"grant_type=client_credentials&client_id=sandbox-erp-client&client_secret=sandbox-erp-secret&scope={Scope}";
    private readonly string token;

    public Erp(BusinessCentralSettings? settings = null)
    {
        Simulator = new(Time, Outbox, settings ?? new());
        Simulator.AddLocation("MAIN", "Main");
        Simulator.AddItem("1000", "Shirt", 24m, 9m, []);
        Simulator.AddItem("900", "Hat", 120m, 40m, []);
        Simulator.AddCustomer("WALKIN", "Walk-in customer");
        token = (string)Raw("POST", TokenPath, TokenForm, []).Json["access_token"]!;
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));

    public Outbox Outbox { get; } = new();

    public BusinessCentralSimulator Simulator { get; }

    public static Answer Raw(BusinessCentralSimulator simulator, SandboxRequest request)
    {
        var task = simulator.HandleAsync(request, CancellationToken.None).AsTask();
        Assert.True(task.IsCompleted);
        return new(task.GetAwaiter().GetResult());
    }

    public Answer Raw(string method, string path, string? body, Dictionary<string, string> headers) => Raw(Simulator, Request(method, path, Encoding.UTF8.GetBytes(body ?? ""), headers));

    public Answer Send(string method, string path, string? body = null, string? etag = null) => Raw(method, path, body, Headers(etag));

    public Answer Send(string method, string path, byte[] body) => Raw(Simulator, Request(method, path, body, Headers(null)));

    public Task<SandboxResponse> Start(string method, string path, string body, string? etag = null) =>
        Simulator.HandleAsync(Request(method, path, Encoding.UTF8.GetBytes(body), Headers(etag)), CancellationToken.None).AsTask();

    /// <summary>Reads a page of a collection of the company.</summary>
    public Answer Get(string collection, string query = "", int? page = null)
    {
        var headers = Headers(null);
        if (page is { } size)
        {
            headers["Prefer"] = $"odata.maxpagesize={size}";
        }

        return Raw("GET", $"{Company}{collection}?{query}", null, headers);
    }

    /// <summary>Follows a page's link to the next one.</summary>
    public Answer Next(Answer page, int size)
    {
        var link = new Uri(page.Next ?? throw new InvalidOperationException("There is no next page."));
        var headers = Headers(null);
        headers["Prefer"] = $"odata.maxpagesize={size}";
        return Raw("GET", Uri.UnescapeDataString(link.AbsolutePath) + link.Query, null, headers);
    }

    public Answer NewOrder(string reference, string lines = """{"lineType":"Item","lineObjectNumber":"1000","quantity":1,"unitPrice":24}""", string more = "") => Send(
        "POST", $"{Company}salesOrders", $$"""{"externalDocumentNumber":"{{reference}}","customerNumber":"WALKIN"{{more}},"salesOrderLines":[{{lines}}]}""");

    public Answer NewMemo(string reference, string more = "") => Send(
        "POST", $"{Company}salesCreditMemos", $$"""{"externalDocumentNumber":"{{reference}}","customerNumber":"WALKIN"{{more}},"salesCreditMemoLines":[{"lineType":"Item","lineObjectNumber":"1000","quantity":1,"unitPrice":24}]}""");

    private static SandboxRequest Request(string method, string address, byte[] body, Dictionary<string, string> headers)
    {
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (address, "") : (address[..mark], address[mark..]);
        return new(method, path, query, new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase), body);
    }

    public Dictionary<string, string> Headers(string? etag)
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}", ["Host"] = "erp.example" };
        if (etag is not null)
        {
            headers["If-Match"] = etag;
        }

        return headers;
    }
}

/// <summary>An answer, read.</summary>
internal sealed record Answer(SandboxResponse Response)
{
    public int Status => Response.Status;

    public JsonObject Json => JsonNode.Parse(Response.Body.Span)!.AsObject();

    public string? Next => (string?)Json["@odata.nextLink"];

    public string Etag => (string)Json["@odata.etag"]!;

    public string Id => (string)Json["id"]!;

    public JsonArray Value => Json["value"]!.AsArray();

    public IReadOnlyList<string> Texts(string field) => [.. Value.Select(row => row![field]!.ToString())];

    /// <summary>Fails unless this is a refusal as Business Central words them.</summary>
    public void Refused(int status, string? code = null)
    {
        Assert.Equal(status, Status);
        var error = Json["error"]!.AsObject();
        Assert.NotEmpty((string)error["message"]!);
        Assert.NotEmpty((string)error["code"]!);
        Assert.Equal(code ?? (string)error["code"]!, (string)error["code"]!);
    }
}
