using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>An ERP behind Business Central's API v2.0.</summary>
/// <remarks>Thread-safe: one request or happening at a time. Nothing is idempotent: a POST that is sent twice makes two documents.</remarks>
public sealed partial class BusinessCentralSimulator : IVendorSimulator
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly BcState state = new();
    private readonly BusinessCentralSettings settings;
    private readonly TimeProvider time;
    private readonly IWebhookOutbox outbox;
    private readonly BcDocuments documents;
    private readonly BcReader reader;
    private readonly BcNotices notices;
    private readonly Queue<DateTimeOffset> requests = new();
    private readonly HashSet<string> tokens = [];
    private long issued;

    /// <summary>Creates an empty company.</summary>
    public BusinessCentralSimulator(TimeProvider time, IWebhookOutbox outbox, BusinessCentralSettings settings)
    {
        this.time = time;
        this.settings = settings;
        this.outbox = outbox;
        notices = new BcNotices(state, settings, outbox, time);
        documents = new BcDocuments(state, settings, notices.Tell);
        reader = new BcReader(state);
        foreach (var code in settings.Currencies.Prepend(settings.LocalCurrency))
        {
            state.Add(state.Currencies, new JsonObject { ["code"] = code, ["displayName"] = code }, time.GetUtcNow());
        }
    }

    /// <inheritdoc />
    public string Vendor => "business-central";

    /// <inheritdoc />
    public ConcurrencyLimit? Concurrency { get; } = new(5, 95);

    /// <summary>Requests refused because the window of five minutes was full.</summary>
    public int WindowRefused { get; private set; }

    private string Base => $"/v2.0/{settings.Tenant}/{settings.Environment}/";

    /// <inheritdoc />
    public async ValueTask<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (Match(SubscriptionPath(), request) is { Success: true } path && request.Method is "POST" or "PATCH" && IsSubscription(request))
            {
                return await SubscribeAsync(request, SubscriptionPath().Match(request.Path[Base.Length..]).Groups[1].Value, cancellationToken);
            }

            lock (gate)
            {
                return request.Path == $"/{settings.Tenant}/oauth2/v2.0/token" && request.Method == "POST" ? Grant(request) : Route(request);
            }
        }
        catch (ODataError error)
        {
            return error.ToResponse();
        }
    }

    /// <inheritdoc />
    public SandboxResponse Refuse(Refusal refusal) => refusal switch
    {
        Refusal.Throttled => new ODataError(429, "Application_TooManyRequests", "Too many requests. Please try again later.").ToResponse(),
        Refusal.ServerError => new ODataError(500, "Internal_ServerError", "An internal server error occurred.").ToResponse(),
        _ => new ODataError(503, "Application_ServiceUnavailable", "The service is unavailable.").ToResponse() with { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Retry-After"] = "1" } },
    };

    /// <inheritdoc />
    public void ExpireTokens()
    {
        lock (gate)
        {
            tokens.Clear();
        }
    }

    /// <inheritdoc />
    public void OnDelivered(WebhookMessage message, int? status, bool exhausted)
    {
        var tolerated = status is null or (>= 200 and < 300) or 408 or 429 or >= 500;
        if (!tolerated || exhausted)
        {
            lock (gate)
            {
                state.Subscriptions.Remove(message.SubscriptionId);
            }
        }
    }

    [GeneratedRegex(@"^api/v2\.0/subscriptions(?:\('([^']+)'\))?$")]
    private static partial Regex SubscriptionPath();

    [GeneratedRegex(@"^api/v2\.0/companies\(([0-9a-fA-F-]{36})\)/([A-Za-z]+)(?:\(([0-9a-fA-F-]{36})\))?(?:/([A-Za-z.]+))?$")]
    private static partial Regex EntityPath();

    private Match? Match(Regex pattern, SandboxRequest request) => request.Path.StartsWith(Base, StringComparison.Ordinal) ? pattern.Match(request.Path[Base.Length..]) : null;

    private bool IsSubscription(SandboxRequest request) => SubscriptionPath().IsMatch(request.Path[Base.Length..]);

    private SandboxResponse Grant(SandboxRequest request)
    {
        var fields = System.Text.Encoding.UTF8.GetString(request.Body.Span).Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
        if (fields.GetValueOrDefault("client_id") != settings.ClientId || fields.GetValueOrDefault("client_secret") != settings.ClientSecret || fields.GetValueOrDefault("grant_type") != "client_credentials")
        {
            return SandboxResponse.Json(401, new JsonObject { ["error"] = "invalid_client", ["error_description"] = "AADSTS7000215: Invalid client secret provided." });
        }

        var token = $"bc-token-{++issued:D8}";
        tokens.Add(token);
        return SandboxResponse.Json(200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3599, ["ext_expires_in"] = 3599, ["access_token"] = token });
    }

    /// <summary>Everybody needs a token and a place in the window.</summary>
    private void Admit(SandboxRequest request)
    {
        if (request.Header("Authorization") is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] || !tokens.Contains(token))
        {
            throw new ODataError(401, "Authentication_InvalidCredentials", "The server has rejected the client credentials.");
        }

        var now = time.GetUtcNow();
        while (requests.TryPeek(out var oldest) && oldest + Window <= now)
        {
            requests.Dequeue();
        }

        if (requests.Count >= settings.RequestsPerWindow)
        {
            WindowRefused++;
            throw new ODataError(429, "Application_TooManyRequests", "Too many requests. Please try again later.");
        }

        requests.Enqueue(now);
    }

    private SandboxResponse Route(SandboxRequest request)
    {
        Admit(request);
        if (settings.StockRoute is { } route && request.Path == $"{Base}{route}/companies({settings.CompanyId})/stockLevels" && request.Method == "GET")
        {
            return reader.List(request, state.Stock);
        }

        if (Match(SubscriptionPath(), request) is { Success: true } subscription)
        {
            return Subscriptions(request, subscription.Groups[1].Value);
        }

        if (request.Path == $"{Base}api/v2.0/companies" && request.Method == "GET")
        {
            return SandboxResponse.Json(200, new JsonObject { ["value"] = new JsonArray(new JsonObject { ["id"] = settings.CompanyId.ToString(), ["name"] = "Northwind", ["displayName"] = "Northwind" }) });
        }

        if (Match(EntityPath(), request) is not { Success: true } path || !Guid.TryParse(path.Groups[1].Value, out var company) || company != settings.CompanyId)
        {
            throw ODataError.NotFound($"No HTTP resource was found that matches the request URI '{request.Path}'.");
        }

        var set = state.Sets.FirstOrDefault(found => found.Name == path.Groups[2].Value) ?? throw ODataError.NotFound($"Resource not found for the segment '{path.Groups[2].Value}'.");
        return path.Groups[3].Success ? Entity(request, set, Guid.Parse(path.Groups[3].Value), path.Groups[4].Value) : Collection(request, set);
    }

    private SandboxResponse Collection(SandboxRequest request, BcSet set) => request.Method switch
    {
        "GET" => reader.List(request, set),
        "POST" when set.Create is { } shape => Created(set, Body(request, shape)),
        _ => throw new ODataError(405, "BadRequest_MethodNotAllowed", $"The method {request.Method} is not allowed on {set.Name}."),
    };

    private SandboxResponse Created(BcSet set, JsonObject body)
    {
        var now = time.GetUtcNow();
        var row = set == state.Customers ? AddCustomer(body, now) : documents.Create(set, body, now);
        return SandboxResponse.Json(201, reader.Show(row, set, []));
    }

    private BcRow AddCustomer(JsonObject body, DateTimeOffset now)
    {
        body["number"] ??= $"C{state.Customers.Rows.Count + 10000}";
        if ((string?)body["displayName"] is not { Length: > 0 })
        {
            throw ODataError.Bad("The property 'displayName' is required.");
        }

        if (state.Customers.Rows.Any(row => row.Text("number") == (string?)body["number"]))
        {
            throw new ODataError(400, "Internal_EntityWithSameKeyExists", $"The record in table Customer already exists. Identification fields and values: No.='{(string?)body["number"]}'");
        }

        var row = state.Add(state.Customers, body.DeepClone().AsObject(), now);
        notices.Tell(state.Customers, row, "created");
        return row;
    }

    private SandboxResponse Entity(SandboxRequest request, BcSet set, Guid id, string action)
    {
        var row = set.Rows.FirstOrDefault(found => found.Id == id) ?? throw ODataError.NotFound("The requested resource does not exist. No entity with this key was found.");
        var now = time.GetUtcNow();
        switch (request.Method, action)
        {
            case ("GET", ""):
                return SandboxResponse.Json(200, reader.Show(row, set, BcReader.Options(request.Query)));
            case ("GET", _) when action == set.Lines:
                return SandboxResponse.Json(200, new JsonObject { ["value"] = new JsonArray([.. row.Lines.Select(line => line.DeepClone())]) });
            case ("POST", _) when action == set.Lines && set.Create is not null:
                documents.AddLine(set, row, Body(request, set == state.Orders ? BcShapes.OrderLine : BcShapes.CreditLine), now);
                return SandboxResponse.Json(201, row.Lines[^1].DeepClone());
            case ("POST", "Microsoft.NAV.shipAndInvoice") when set == state.Orders:
                documents.PostOrder(row, now);
                return SandboxResponse.Empty(204);
            case ("POST", "Microsoft.NAV.post") when set == state.CreditMemos:
                documents.PostCreditMemo(row, now);
                return SandboxResponse.Empty(204);
            case ("PATCH", "") when set == state.Customers:
                return Patch(request, set, row, now);
            case ("DELETE", "") when set.Create is not null && set != state.Customers:
                CheckVersion(request, row);
                documents.Delete(set, row, now);
                return SandboxResponse.Empty(204);
            default:
                throw new ODataError(405, "BadRequest_MethodNotAllowed", $"The method {request.Method} is not allowed here.");
        }
    }

    private SandboxResponse Patch(SandboxRequest request, BcSet set, BcRow row, DateTimeOffset now)
    {
        CheckVersion(request, row);
        foreach (var (name, value) in Body(request, set.Create!))
        {
            row.Body[name] = value?.DeepClone();
        }

        row.Touch(now);
        notices.Tell(set, row, "updated");
        return SandboxResponse.Json(200, reader.Show(row, set, []));
    }

    private static void CheckVersion(SandboxRequest request, BcRow row)
    {
        if (request.Header("If-Match") is not { } expected)
        {
            throw ODataError.Bad("The If-Match header is required.");
        }

        if (expected != "*" && expected != row.Etag)
        {
            throw new ODataError(409, "Request_EntityChanged", "Another user has already changed the record.");
        }
    }

    private static JsonObject Body(SandboxRequest request, Shape shape)
    {
        JsonNode? body;
        try
        {
            body = JsonNode.Parse(request.Body.Span);
        }
        catch (JsonException)
        {
            throw ODataError.Bad("The request body is not valid JSON.");
        }

        return shape.Check(body) is { } wrong ? throw ODataError.Bad($"The property '{wrong.Path}' can't be written: {wrong.Text}") : body!.AsObject();
    }

    private SandboxResponse Subscriptions(SandboxRequest request, string id) => (request.Method, id) switch
    {
        ("GET", "") => SandboxResponse.Json(200, new JsonObject { ["value"] = new JsonArray([.. Alive().Select(row => (JsonNode)BcNotices.Show(row))]) }),
        ("GET", _) => SandboxResponse.Json(200, BcNotices.Show(Alive().FirstOrDefault(row => row.Text("subscriptionId") == id) ?? throw ODataError.NotFound("The subscription does not exist."))),
        ("DELETE", _) => state.Subscriptions.Remove(id) ? SandboxResponse.Empty(204) : throw ODataError.NotFound("The subscription does not exist."),
        _ => throw new ODataError(405, "BadRequest_MethodNotAllowed", "The method is not allowed here."),
    };

    private IEnumerable<BcRow> Alive() => notices.Alive();

    /// <summary>Asks the receiver whether the address is its own before a subscription is created or renewed.</summary>
    private async ValueTask<SandboxResponse> SubscribeAsync(SandboxRequest request, string id, CancellationToken cancellationToken)
    {
        JsonObject body;
        lock (gate)
        {
            Admit(request);
            body = Body(request, BcShapes.Subscription);
            if (request.Method == "PATCH")
            {
                CheckVersion(request, Alive().FirstOrDefault(row => row.Text("subscriptionId") == id) ?? throw ODataError.NotFound("The subscription does not exist."));
            }
        }

        if (!Uri.TryCreate((string)body["notificationUrl"]!, UriKind.Absolute, out var url))
        {
            throw ODataError.Bad("The notificationUrl is not a valid address.");
        }

        var token = $"validate-{time.GetUtcNow().UtcTicks}";
        var answer = await outbox.AskAsync("POST", new UriBuilder(url) { Query = $"validationToken={token}" }.Uri, cancellationToken);
        if (answer is not { Status: 200 } || System.Text.Encoding.UTF8.GetString(answer.Body.Span) != token)
        {
            throw new ODataError(400, "BadRequest", "The notification URL did not answer the validation request with the validation token.");
        }

        lock (gate)
        {
            return SandboxResponse.Json(request.Method == "POST" ? 201 : 200, BcNotices.Show(notices.Subscribe(id, body)));
        }
    }
}
