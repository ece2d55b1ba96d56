using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>A POS behind Square's API 2025-08-20.</summary>
/// <remarks>Thread-safe: one request or happening at a time.</remarks>
public sealed partial class SquareSimulator : IVendorSimulator
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(30);
    private readonly Lock gate = new();
    private readonly SquareState state = new();
    private readonly SquareSettings settings;
    private readonly TimeProvider time;
    private readonly SquareHooks hooks;
    private readonly CatalogTurns turns;
    private readonly SquareCatalog catalog;
    private readonly SquareImages images;
    private readonly SquareInventory inventory;
    private readonly SquareSubscriptions subscriptions;
    private readonly SquareLoyalty loyalty;
    private readonly SquarePayouts payouts;
    private readonly SquareCustomers customers;
    private readonly Dictionary<string, (string Body, SandboxResponse Answer, DateTimeOffset At)> remembered = [];
    private readonly Dictionary<string, DateTimeOffset> tokens = [];
    private long issued;

    /// <summary>Creates an empty seller.</summary>
    public SquareSimulator(TimeProvider time, IWebhookOutbox outbox, SquareSettings settings)
    {
        this.time = time;
        this.settings = settings;
        hooks = new SquareHooks(state, settings, outbox, time);
        turns = new CatalogTurns(settings, hooks, time);
        catalog = new SquareCatalog(state, settings, turns, time);
        images = new SquareImages(state, turns, time);
        inventory = new SquareInventory(state, hooks, time);
        subscriptions = new SquareSubscriptions(state, settings, time);
        loyalty = new SquareLoyalty(state, settings, hooks, time);
        payouts = new SquarePayouts(state, settings, time);
        customers = new SquareCustomers(state, settings, hooks, time);
    }

    /// <inheritdoc />
    public string Vendor => "square";

    /// <inheritdoc />
    public ConcurrencyLimit? Concurrency => null;

    /// <summary>Catalogue updates refused because another one was under way.</summary>
    public int CatalogRefused => turns.Refused;

    /// <inheritdoc />
    public async ValueTask<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        var form = request is { Method: "POST", Path: SquareImages.Path } ? await FormBody.ReadAsync(request, cancellationToken) : null;
        lock (gate)
        {
            try
            {
                return request.Path == "/oauth2/token" && request.Method == "POST" ? Grant(SquareBody.Read(request, SquareShapes.Token)) : Route(request, form);
            }
            catch (SquareError error)
            {
                return error.ToResponse();
            }
        }
    }

    /// <inheritdoc />
    public SandboxResponse Refuse(Refusal refusal) => (refusal switch
    {
        Refusal.Throttled => new SquareError(429, "RATE_LIMIT_ERROR", "RATE_LIMITED", "Too many requests."),
        Refusal.ServerError => new SquareError(500, "API_ERROR", "INTERNAL_SERVER_ERROR", "An internal error occurred."),
        _ => new SquareError(503, "API_ERROR", "SERVICE_UNAVAILABLE", "The service is unavailable."),
    }).ToResponse();

    /// <inheritdoc />
    public void ExpireTokens()
    {
        lock (gate)
        {
            tokens.Keys.ToList().ForEach(token => tokens[token] = DateTimeOffset.MinValue);
        }
    }

    /// <inheritdoc />
    public void OnDelivered(WebhookMessage message, int? status, bool exhausted)
    {
        // Square keeps the subscription and tries the next event.
    }

    private SandboxResponse Grant(JsonObject body)
    {
        if ((string?)body["client_id"] != settings.ClientId || (string?)body["client_secret"] != settings.ClientSecret || (string?)body["refresh_token"] != settings.RefreshToken)
        {
            throw new SquareError(401, "AUTHENTICATION_ERROR", "UNAUTHORIZED", "Not authorized.");
        }

        var token = $"EAAAsandbox{++issued:D8}";
        var expires = time.GetUtcNow() + TokenLife;
        tokens.Add(token, expires);
        return SandboxResponse.Json(200, new JsonObject
        {
            ["access_token"] = token, ["token_type"] = "bearer", ["expires_at"] = SquareState.Time(expires), ["merchant_id"] = settings.MerchantId, ["refresh_token"] = settings.RefreshToken,
        });
    }

    private SandboxResponse Route(SandboxRequest request, IReadOnlyList<FormPart>? form)
    {
        if (request.Header("Authorization") is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] || !tokens.TryGetValue(token, out var expires))
        {
            throw new SquareError(401, "AUTHENTICATION_ERROR", "UNAUTHORIZED", "The `Authorization` http header of your request was incorrect.");
        }

        if (expires <= time.GetUtcNow())
        {
            throw new SquareError(401, "AUTHENTICATION_ERROR", "ACCESS_TOKEN_EXPIRED", "The access token expired.");
        }

        if (request.Header("Square-Version") is { } version && version != SquareSettings.ApiVersion)
        {
            throw SquareError.Bad("INVALID_SQUARE_VERSION_FORMAT", $"The simulator speaks Square-Version {SquareSettings.ApiVersion}.", "Square-Version");
        }

        var path = request.Path.Split('/');
        var query = Query(request, (request.Method, path) switch
        {
            ("GET", ["", "v2", "webhooks", "subscriptions"]) => ["cursor", "include_disabled", "sort_order", "limit"],
            ("DELETE", ["", "v2", "customers", _]) => ["version"],
            ("GET", ["", "v2", "payouts"]) => SquarePayouts.Filters,
            ("GET", ["", "v2", "payouts", _, "payout-entries"]) => SquarePayouts.Pages,
            _ => [],
        });
        return (request.Method, path) switch
        {
            ("GET", ["", "v2", "locations"]) => Ok(("locations", List(state.Locations.Values))),
            ("GET", ["", "v2", "locations", var id]) => Ok(("location", Found(state.Locations, id, "Location").DeepClone())),
            ("POST", ["", "v2", "catalog", "batch-upsert"]) => Once(request, SquareShapes.BatchUpsert, catalog.BatchUpsert),
            ("POST", ["", "v2", "catalog", "images"]) => Upload(request, form),
            ("POST", ["", "v2", "catalog", "batch-retrieve"]) => catalog.BatchRetrieve(SquareBody.Read(request, SquareShapes.BatchRetrieveCatalog)),
            ("POST", ["", "v2", "catalog", "search"]) => catalog.Search(SquareBody.Read(request, SquareShapes.SearchCatalog)),
            ("POST", ["", "v2", "inventory", "changes", "batch-create"]) => Once(request, SquareShapes.BatchChange, inventory.BatchChange),
            ("POST", ["", "v2", "inventory", "counts", "batch-retrieve"]) => inventory.BatchCounts(SquareBody.Read(request, SquareShapes.BatchCounts)),
            ("POST", ["", "v2", "orders", "search"]) => SearchOrders(SquareBody.Read(request, SquareShapes.SearchOrders)),
            ("POST", ["", "v2", "orders", "batch-retrieve"]) => Ok(("orders", List(Ids(SquareBody.Read(request, SquareShapes.BatchOrders), "order_ids").Where(state.Orders.ContainsKey).Select(id => state.Orders[id].Body)))),
            ("GET", ["", "v2", "orders", var id]) => Ok(("order", Found(state.Orders, id, "Order").Body.DeepClone())),
            ("GET", ["", "v2", "payments", var id]) => Ok(("payment", Found(state.Payments, id, "Payment").DeepClone())),
            ("GET", ["", "v2", "payouts"]) => payouts.List(query),
            ("GET", ["", "v2", "payouts", var id]) => payouts.Retrieve(id),
            ("GET", ["", "v2", "payouts", var id, "payout-entries"]) => payouts.ListEntries(id, query),
            ("GET", ["", "v2", "refunds", var id]) => Ok(("refund", Found(state.Refunds, id, "Refund").DeepClone())),
            ("POST", ["", "v2", "customers", "search"]) => customers.Search(SquareBody.Read(request, CustomerShapes.Search)),
            ("POST", ["", "v2", "customers", "bulk-retrieve"]) => customers.BulkRetrieve(SquareBody.Read(request, CustomerShapes.BulkRetrieve)),
            ("DELETE", ["", "v2", "customers", var id]) => customers.Delete(id, query.GetValueOrDefault("version")),
            ("POST", ["", "v2", "customers", "bulk-create"]) => customers.BulkCreate(SquareBody.Read(request, CustomerShapes.Bulk)),
            ("POST", ["", "v2", "customers", "bulk-update"]) => customers.BulkUpdate(SquareBody.Read(request, CustomerShapes.Bulk)),
            ("GET", ["", "v2", "customers", var id]) => Ok(("customer", Found(state.Customers, id, "Customer").Body.DeepClone())),
            ("GET", ["", "v2", "webhooks", "subscriptions"]) => subscriptions.List(query),
            ("POST", ["", "v2", "webhooks", "subscriptions"]) => Once(request, SquareShapes.CreateSubscription, subscriptions.Create),
            ("GET", ["", "v2", "webhooks", "subscriptions", var id]) => SquareSubscriptions.Show(Found(state.Subscriptions, id, "Subscription")),
            ("PUT", ["", "v2", "webhooks", "subscriptions", var id]) => subscriptions.Update(Found(state.Subscriptions, id, "Subscription"), SquareBody.Read(request, SquareShapes.UpdateSubscription)),
            ("DELETE", ["", "v2", "webhooks", "subscriptions", var id]) => state.Subscriptions.Remove(id) ? Ok() : throw SquareError.NotFound("Subscription"),
            (_, ["", "v2", "loyalty", .. var rest]) => Loyalty(request, rest),
            _ => throw Nowhere,
        };
    }

    private static SquareError Nowhere => new(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", "Resource not found.");

    private SandboxResponse Loyalty(SandboxRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", ["programs", var id]) => loyalty.Program(id),
        ("POST", ["programs", var id, "calculate"]) => loyalty.Calculate(id, SquareBody.Read(request, LoyaltyShapes.Calculate)),
        ("POST", ["accounts"]) => Once(request, LoyaltyShapes.CreateAccount, loyalty.Create),
        ("POST", ["accounts", "search"]) => loyalty.Search(SquareBody.Read(request, LoyaltyShapes.SearchAccounts)),
        ("GET", ["accounts", var id]) => loyalty.Retrieve(id),
        ("POST", ["accounts", var id, "accumulate"]) => Once(request, LoyaltyShapes.Accumulate, body => loyalty.Ledger.Accumulate(loyalty.Found(id), body)),
        ("POST", ["accounts", var id, "adjust"]) => Once(request, LoyaltyShapes.Adjust, body => loyalty.Ledger.Adjust(loyalty.Found(id), body)),
        ("POST", ["events", "search"]) => loyalty.Ledger.Search(SquareBody.Read(request, LoyaltyShapes.SearchEvents)),
        _ => throw Nowhere,
    };

    private SandboxResponse Upload(SandboxRequest request, IReadOnlyList<FormPart>? form)
    {
        var (body, file, digest) = SquareImages.Read(form);
        return Once(request, body, $"{body.ToJsonString()} {digest}", body => images.Create(body, file));
    }

    private SandboxResponse Once(SandboxRequest request, Shape shape, Func<JsonObject, SandboxResponse> run)
    {
        var body = SquareBody.Read(request, shape);
        return Once(request, body, body.ToJsonString(), run);
    }

    /// <summary>The same key with the same content gets the stored answer, with another content an error.</summary>
    private SandboxResponse Once(SandboxRequest request, JsonObject body, string text, Func<JsonObject, SandboxResponse> run)
    {
        if ((string?)body["idempotency_key"] is not { } key)
        {
            return run(body);
        }

        if (key.Length == 0)
        {
            throw SquareError.Bad("VALUE_TOO_SHORT", "The idempotency key is empty.", "idempotency_key");
        }

        var scope = $"{request.Path}/{key}";
        if (remembered.TryGetValue(scope, out var earlier) && time.GetUtcNow() - earlier.At < settings.KeysRemembered)
        {
            return earlier.Body == text ? earlier.Answer : throw SquareError.Bad("IDEMPOTENCY_KEY_REUSED", "The idempotency key can only be retried with the same request data.", "idempotency_key");
        }

        var answer = run(body);
        remembered[scope] = (text, answer, time.GetUtcNow());
        return answer;
    }

    internal static SandboxResponse Ok(params (string Name, JsonNode? Value)[] fields) => SandboxResponse.Json(200, new JsonObject(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value))));

    internal static JsonArray List(IEnumerable<JsonNode> nodes) => new([.. nodes.Select(node => node.DeepClone())]);

    internal static IEnumerable<string> Ids(JsonObject body, string name) => (body[name] as JsonArray)?.Select(id => (string)id!) ?? [];

    private static T Found<T>(Dictionary<string, T> rows, string id, string what) => rows.TryGetValue(id, out var row) ? row : throw SquareError.NotFound(what);

    /// <summary>Cuts a page out of rows; the cursor is opaque and names the last row's place.</summary>
    internal static (List<T> Page, string? Cursor) Page<T>(JsonObject body, List<T> rows, int most, Func<T, string> key, int? usual = null)
    {
        var limit = SquareBody.Whole(body["limit"], "limit") ?? usual ?? most;
        if (limit < 1 || limit > most)
        {
            throw SquareError.Bad(limit < 1 ? "VALUE_TOO_LOW" : "VALUE_TOO_HIGH", $"limit must be between 1 and {most}.", "limit");
        }

        var from = 0;
        if ((string?)body["cursor"] is { Length: > 0 } cursor)
        {
            var after = Decode(cursor);
            from = rows.FindIndex(row => string.CompareOrdinal(key(row), after) > 0);
            from = from < 0 ? rows.Count : from;
        }

        var page = rows.Skip(from).Take((int)limit).ToList();
        return (page, from + page.Count < rows.Count ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"sq:{key(page[^1])}")) : null);
    }

    private static Dictionary<string, string> Query(SandboxRequest request, string[] known)
    {
        var pairs = request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Uri.UnescapeDataString(pair[0]), Value: pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : "")).ToList();
        return pairs.FirstOrDefault(pair => !known.Contains(pair.Name)).Name is { } unknown ? throw SquareError.Bad("UNKNOWN_QUERY_PARAMETER", $"The query parameter `{unknown}` is not known.", unknown)
            : pairs.DistinctBy(pair => pair.Name).Count() < pairs.Count ? throw SquareError.Bad("CONFLICTING_PARAMETERS", "A query parameter is given twice.")
            : pairs.ToDictionary(pair => pair.Name, pair => pair.Value);
    }

    private static string Decode(string cursor)
    {
        var buffer = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, buffer, out var length) && System.Text.Encoding.UTF8.GetString(buffer, 0, length) is ['s', 'q', ':', .. var key]
            ? key
            : throw SquareError.Bad("INVALID_CURSOR", "The pagination cursor included in the request is invalid.", "cursor");
    }

    private SandboxResponse SearchOrders(JsonObject body)
    {
        var locations = Ids(body, "location_ids").ToHashSet();
        var filter = body["query"]?["filter"];
        var updated = filter?["date_time_filter"]?["updated_at"];
        if (updated is not null && (string?)body["query"]?["sort"]?["sort_field"] != "UPDATED_AT")
        {
            throw SquareError.Bad("BAD_REQUEST", "The sort field must match the date_time_filter: UPDATED_AT.", "query.sort.sort_field");
        }

        if (body["query"]?["sort"] is { } sort && ((string?)sort["sort_field"], (string?)sort["sort_order"]) is not ("UPDATED_AT", "ASC"))
        {
            throw SquareError.Bad("BAD_REQUEST", "The simulator sorts by UPDATED_AT, ascending.", "query.sort");
        }

        var (from, to) = (SquareBody.Time(updated?["start_at"]), SquareBody.Time(updated?["end_at"]));
        var states = (filter?["state_filter"]?["states"] as JsonArray)?.Select(item => (string)item!).ToHashSet();
        string Key(OrderRow row) => $"{row.UpdatedAt.UtcTicks:D20}/{(string)row.Body["id"]!}";
        var rows = state.Orders.Values.Where(row => locations.Contains(row.Location) && (from is null || row.UpdatedAt >= from) && (to is null || row.UpdatedAt <= to) && (states?.Contains((string)row.Body["state"]!) ?? true))
            .OrderBy(Key, StringComparer.Ordinal).ToList();
        var (page, cursor) = Page(body, rows, 1000, Key);
        return Ok(("orders", List(page.Select(row => row.Body))), ("cursor", cursor));
    }
}
