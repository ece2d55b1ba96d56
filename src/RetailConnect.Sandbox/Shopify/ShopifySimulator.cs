using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQLParser.AST;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>A shop behind Shopify's Admin GraphQL API 2026-10.</summary>
/// <remarks>Thread-safe: one request or happening at a time.</remarks>
public sealed partial class ShopifySimulator : IVendorSimulator, IDisposable
{
    private const string GraphPath = $"/admin/api/{ShopifySettings.ApiVersion}/graphql.json";
    private const int TokenSeconds = 86399;
    private const string Scopes = "read_orders,write_products,write_inventory,read_customers,read_locations,write_merchant_managed_fulfillment_orders";

    // Validation descends from fragment to fragment: a longer chain would end the process.
    private const int MostDefinitions = 100;
    private const int MostSelections = 10_000;
    private readonly SemaphoreSlim turn = new(1);
    private readonly ShopState state = new();
    private readonly ShopifySettings settings;
    private readonly TimeProvider time;
    private readonly ShopHooks hooks;
    private readonly CostBucket bucket;
    private readonly ShopFiles files;
    private readonly ShopBulk bulk;
    private readonly ShopFulfillments fulfillments;
    private readonly ShopAgreements agreements;
    private readonly ShopPayments payments;
    private readonly Schema schema;
    private readonly DocumentExecuter executer = new();
    private readonly GraphQLSerializer serializer = new();
    private readonly Dictionary<string, DateTimeOffset> tokens = [];
    private long issued;

    /// <summary>Creates an empty shop.</summary>
    public ShopifySimulator(TimeProvider time, IWebhookOutbox outbox, ShopifySettings settings)
    {
        this.time = time;
        this.settings = settings;
        hooks = new ShopHooks(state, settings, outbox, time);
        bucket = new CostBucket(settings.RestoreRate, time);
        files = new ShopFiles(state, settings.Domain, time);
        bulk = new ShopBulk(state, files, settings, ExecuteAsync, time);
        payments = new ShopPayments(settings);
        var accounts = new PaymentViews(payments, settings);
        var views = new ShopViews(state, settings, accounts, time);
        agreements = new ShopAgreements(state, settings);
        fulfillments = new ShopFulfillments(state, views, hooks, time);
        schema = ShopSchema.Build(state, views, accounts, hooks, files, bulk, fulfillments, time);
    }

    /// <inheritdoc />
    public string Vendor => "shopify";

    /// <inheritdoc />
    public ConcurrencyLimit? Concurrency => null;

    /// <summary>Requests refused because the bucket of cost points was empty.</summary>
    public int Throttled { get; private set; }

    /// <inheritdoc />
    public async ValueTask<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            files.Host = request.Header("Host") ?? settings.Domain;
            await bulk.AdvanceAsync();
            return request switch
            {
                { Path: ShopFiles.UploadPath, Method: "POST" } => await files.ReceiveAsync(request, cancellationToken),
                { Method: "GET" } when request.Path.StartsWith(ShopFiles.ResultPath, StringComparison.Ordinal) => files.Give(request),
                { Path: "/admin/oauth/access_token", Method: "POST" } => Grant(request),
                { Path: GraphPath, Method: "POST" } => await AnswerAsync(request),
                _ => SandboxResponse.Json(404, new JsonObject { ["errors"] = "Not Found" }),
            };
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public SandboxResponse Refuse(Refusal refusal) => refusal switch
    {
        Refusal.Throttled => SandboxResponse.Json(429, new JsonObject { ["errors"] = "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service." }, new Dictionary<string, string> { ["Retry-After"] = "1" }),
        Refusal.ServerError => SandboxResponse.Json(500, new JsonObject { ["errors"] = "Internal Server Error" }),
        _ => SandboxResponse.Json(503, new JsonObject { ["errors"] = "Service Unavailable" }),
    };

    /// <inheritdoc />
    public void ExpireTokens()
    {
        turn.Wait();
        tokens.Clear();
        turn.Release();
    }

    /// <inheritdoc />
    public void OnDelivered(WebhookMessage message, int? status, bool exhausted)
    {
        if (exhausted)
        {
            Locked(() => state.Subscriptions.Remove(message.SubscriptionId));
        }
    }

    /// <summary>Frees the lock and the schema.</summary>
    public void Dispose()
    {
        turn.Dispose();
        schema.Dispose();
    }

    private static SandboxResponse Errors(string message, string code, JsonNode? cost = null)
    {
        var body = new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["extensions"] = new JsonObject { ["code"] = code } }) };
        if (cost is not null)
        {
            body["extensions"] = new JsonObject { ["cost"] = cost };
        }

        return SandboxResponse.Json(200, body);
    }

    private SandboxResponse Grant(SandboxRequest request)
    {
        if (ShopBody.Fields(request) is not { } fields)
        {
            return SandboxResponse.Json(400, new JsonObject { ["error"] = "invalid_request", ["error_description"] = "The request can't be read." });
        }

        if (fields.GetValueOrDefault("grant_type") != "client_credentials" || fields.GetValueOrDefault("client_id") != settings.ClientId || fields.GetValueOrDefault("client_secret") != settings.ClientSecret)
        {
            return SandboxResponse.Json(400, new JsonObject { ["error"] = "invalid_client", ["error_description"] = "The client could not be authenticated." });
        }

        var token = $"shpat_{++issued:0000000000000000}";
        tokens[token] = time.GetUtcNow().AddSeconds(TokenSeconds);
        return SandboxResponse.Json(200, new JsonObject { ["access_token"] = token, ["scope"] = settings.MayReadPayouts ? $"{Scopes},read_shopify_payments_payouts" : Scopes, ["expires_in"] = TokenSeconds });
    }

    private async Task<SandboxResponse> AnswerAsync(SandboxRequest request)
    {
        if (request.Header("X-Shopify-Access-Token") is not { } token || !tokens.TryGetValue(token, out var expires) || expires <= time.GetUtcNow())
        {
            return SandboxResponse.Json(401, new JsonObject { ["errors"] = "[API] Invalid API key or access token (unrecognized login or wrong password)" });
        }

        return ShopBody.Read(request.Body.Span) is not { } body ? Bad("Bad Request")
            : body["query"] is not JsonValue text || !text.TryGetValue<string>(out var query) ? Bad("Required parameter missing or invalid: query")
            : body["variables"] is not (null or JsonObject) ? Bad("Required parameter missing or invalid: variables")
            : body["operationName"] is { } name && name.GetValueKind() is not JsonValueKind.String ? Bad("Required parameter missing or invalid: operationName")
            : await RunAsync(query, body["variables"] as JsonObject ?? [], (string?)body["operationName"]);
    }

    private static SandboxResponse Bad(string message) => SandboxResponse.Json(400, new JsonObject { ["errors"] = message });

    private async Task<SandboxResponse> RunAsync(string query, JsonObject variables, string? name)
    {
        if (KnownDocument.Parse(query) is not { Document: { } document } known || document.Definitions.OfType<GraphQLOperationDefinition>().ToList() is not [var operation]
            || document.Definitions.Count > MostDefinitions || Cost.Selections(document, operation) > MostSelections)
        {
            return Errors("syntax error, too many selections, or not exactly one operation", "BAD_REQUEST");
        }

        if (name is not null && operation.Name?.StringValue != name)
        {
            return Errors($"No operation named \"{name}\"", "BAD_REQUEST");
        }

        var requested = Cost.Requested(document, operation, given => variables[given] switch { JsonArray list => list.Count, JsonValue value when value.TryGetValue<int>(out var number) => number, _ => null });
        if (requested > Cost.Most)
        {
            return Errors($"Query cost is {requested}, which exceeds the single query max cost limit ({Cost.Most}).", "MAX_COST_EXCEEDED", bucket.Report(requested, null));
        }

        if (!bucket.Take(requested))
        {
            Throttled++;
            return Errors("Throttled", "THROTTLED", bucket.Report(requested, null));
        }

        var cost = new Cost();
        cost.Add(operation.Operation is OperationType.Mutation ? 10 : 0);
        var answer = await ExecuteAsync(known, query, variables, cost);
        var actual = Math.Min(cost.Actual, requested);
        bucket.Refund(requested, actual);
        answer["extensions"] = new JsonObject { ["cost"] = bucket.Report(requested, actual) };
        return SandboxResponse.Json(200, answer, new Dictionary<string, string> { ["X-Request-Id"] = $"{++issued:00000000}-shop", ["X-Shopify-API-Version"] = ShopifySettings.ApiVersion });
    }

    private async Task<JsonObject> ExecuteAsync(KnownDocument known, string query, JsonObject variables, Cost cost)
    {
        var result = await executer.ExecuteAsync(options =>
        {
            options.Schema = schema;
            options.Document = known.Document;
            options.Query = query;
            options.ValidationRules = known.IsValid ? [] : null;
            options.Variables = serializer.Deserialize<Inputs>(variables.ToJsonString());
            options.UserContext = cost.AsContext();
        });
        known.IsValid |= result.Executed;
        return JsonNode.Parse(serializer.Serialize(result))!.AsObject();
    }

    private void Locked(Action work) => Locked(() =>
    {
        work();
        return true;
    });

    private T Locked<T>(Func<T> work)
    {
        turn.Wait();
        try
        {
            // Resolvers answer at once, so that nothing is waited for.
            bulk.AdvanceAsync().GetAwaiter().GetResult();
            return work();
        }
        finally
        {
            turn.Release();
        }
    }
}
