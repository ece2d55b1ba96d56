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
    private readonly BcPayments payments;
    private readonly BcJournals journals;
    private readonly BcReader reader;
    private readonly BcNotices notices;
    private readonly Queue<DateTimeOffset> requests = new();
    private readonly BcTokens tokens;

    /// <summary>Creates an empty company.</summary>
    public BusinessCentralSimulator(TimeProvider time, IWebhookOutbox outbox, BusinessCentralSettings settings)
    {
        this.time = time;
        this.settings = settings;
        this.outbox = outbox;
        tokens = new BcTokens(settings, time);
        notices = new BcNotices(state, settings, outbox, time, gate);
        documents = new BcDocuments(state, settings, notices.Tell);
        payments = new BcPayments(state, notices.Tell);
        journals = new BcJournals(state, settings);
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
            if (Match(SubscriptionPath(), request) is { Success: true } path && (request.Method, path.Groups[1].Value) is ("POST", "") or ("PATCH", not ""))
            {
                return await SubscribeAsync(request, path.Groups[1].Value, cancellationToken);
            }

            lock (gate)
            {
                return request.Path == $"/{settings.Tenant}/oauth2/v2.0/token" && request.Method == "POST" ? tokens.Grant(request) : Route(request);
            }
        }
        catch (ODataError error)
        {
            return error.ToResponse();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A defect of the simulator must look like one of the vendor's: callers get no other kind of answer from it.
            return Refuse(Refusal.ServerError);
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
            tokens.Expire();
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

    [GeneratedRegex(@"^api/v2\.0/subscriptions(?:\('([^']+)'\))?\z")]
    private static partial Regex SubscriptionPath();

    [GeneratedRegex(@"^api/v2\.0/companies\(([0-9a-fA-F-]{36})\)/([A-Za-z]+)(?:\(([0-9a-fA-F-]{36})\)(?:/([A-Za-z.]+(?:/pictureContent)?))?)?\z")]
    private static partial Regex EntityPath();

    private Match? Match(Regex pattern, SandboxRequest request) => request.Path.StartsWith(Base, StringComparison.Ordinal) ? pattern.Match(request.Path[Base.Length..]) : null;

    /// <summary>Everybody needs a token and a place in the window.</summary>
    private void Admit(SandboxRequest request)
    {
        if (!tokens.Accepts(request.Header("Authorization")))
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
        if (request.Path == BatchPath && request.Method == "POST")
        {
            return Batch(request);
        }

        if (OrderChange(request) is { } amended)
        {
            return amended;
        }

        if (settings.StockRoute is { } route && request.Path == $"{Base}{route}/companies({settings.CompanyId})/stockLevels" && request.Method == "GET")
        {
            return reader.List(request, state.Stock);
        }

        if (settings.ItemRoute is { } items && request.Path == $"{Base}{items}/companies({settings.CompanyId})/items" && request.Method == "GET")
        {
            return reader.List(request, state.CustomItems);
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
        return !path.Groups[3].Success ? Collection(request, set)
            : Guid.TryParse(path.Groups[3].Value, out var id) ? Entity(request, set, id, path.Groups[4].Value)
            : throw ODataError.NotFound($"No HTTP resource was found that matches the request URI '{request.Path}'.");
    }

    private SandboxResponse Collection(SandboxRequest request, BcSet set) => request.Method switch
    {
        "GET" => reader.List(request, set),
        "POST" when set.Create is { } shape => Created(set, BcBody.Read(request, shape)),
        _ => throw new ODataError(405, "BadRequest_MethodNotAllowed", $"The method {request.Method} is not allowed on {set.Name}."),
    };
}
