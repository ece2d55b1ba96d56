using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>A loyalty engine behind Talon.One's Integration API.</summary>
/// <remarks>Thread-safe: one request at a time.</remarks>
public sealed class TalonOneSimulator : IVendorSimulator
{
    private const int LongestKey = 255;
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    private static readonly Shape ProfileShape = Shape.Object(
        ("attributes", Shape.Any), ("evaluableCampaignIds", Shape.List(Shape.Number)), ("responseContent", Shape.List(Shape.Text())), ("audiencesChanges", Shape.Any));

    private static readonly Shape CartItemShape = Shape.Object(
        ("name", Shape.Text()), ("sku!", Shape.Text()), ("quantity!", Shape.Number), ("price", Shape.Number), ("category", Shape.Text()), ("product", Shape.Any), ("weight", Shape.Number), ("position", Shape.Number), ("attributes", Shape.Any), ("additionalCosts", Shape.Any), ("catalogItemID", Shape.Number));

    private static readonly Shape SessionShape = Shape.Object(
        ("responseContent", Shape.List(Shape.Text())),
        ("customerSession!", Shape.Object(
            ("profileId", Shape.Text()), ("storeIntegrationId", Shape.Text(1000)), ("evaluableCampaignIds", Shape.List(Shape.Number)), ("couponCodes", Shape.List(Shape.Text())), ("referralCode", Shape.Text(100)), ("loyaltyCards", Shape.List(Shape.Text())),
            ("state", Shape.OneOf("open", "closed", "cancelled")), ("cartItems", Shape.List(CartItemShape, 1000)), ("additionalCosts", Shape.Any), ("identifiers", Shape.List(Shape.Text())), ("attributes", Shape.Any))));

    private static readonly Shape ReturnShape = Shape.Object(
        ("responseContent", Shape.List(Shape.Text())),
        ("return!", Shape.Object(("returnedCartItems!", Shape.List(Shape.Object(("position", Shape.Number), ("quantity", Shape.Number), ("sku", Shape.Text())))))));

    private readonly Lock gate = new();
    private readonly TalonOneSettings settings;
    private readonly TimeProvider time;
    private readonly Dictionary<string, JsonObject> profiles = [];
    private readonly Dictionary<string, SessionRow> sessions = [];
    private readonly List<LedgerRow> ledger = [];
    private long next;

    /// <summary>Creates an empty application with one loyalty programme.</summary>
    public TalonOneSimulator(TimeProvider time, TalonOneSettings settings)
    {
        this.time = time;
        this.settings = settings;
    }

    /// <inheritdoc />
    public string Vendor => "talon-one";

    /// <inheritdoc />
    public ConcurrencyLimit? Concurrency => null;

    /// <summary>Sessions.</summary>
    public IReadOnlyList<LoyaltySession> Sessions => Look(() => sessions.Values.Select(row => new LoyaltySession(row.Id, row.Profile, row.State, ledger.Where(entry => entry.Session == row.Id).Sum(entry => entry.Points))).ToList());

    /// <summary>Profiles: integration id, e-mail address, points.</summary>
    public IReadOnlyList<(string Id, string Email, decimal Points)> Profiles => Look(() => profiles.Select(row => (row.Key, (string?)row.Value["Email"] ?? "", Points(row.Key))).ToList());

    /// <inheritdoc />
    public ValueTask<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            try
            {
                return new(Route(request));
            }
            catch (TalonError error)
            {
                return new(error.ToResponse());
            }
        }
    }

    /// <inheritdoc />
    public SandboxResponse Refuse(Refusal refusal) => (refusal switch
    {
        Refusal.Throttled => new TalonError(429, "Too many requests"),
        Refusal.ServerError => new TalonError(500, "Internal server error"),
        _ => new TalonError(503, "Service unavailable"),
    }).ToResponse();

    /// <inheritdoc />
    public void ExpireTokens()
    {
        // API keys don't expire.
    }

    /// <inheritdoc />
    public void OnDelivered(WebhookMessage message, int? status, bool exhausted)
    {
        // The engine sends no webhooks in this sandbox.
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
            throw new TalonError(400, "The request body is not valid JSON");
        }

        return shape.Check(body) is { } wrong ? throw new TalonError(400, "Invalid request", $"{wrong.Path}: {wrong.Text}") : body!.AsObject();
    }

    private SandboxResponse Route(SandboxRequest request)
    {
        if (request.Header("Authorization") != $"ApiKey-v1 {settings.ApiKey}")
        {
            throw new TalonError(401, "Unauthorized");
        }

        return (request.Method, request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("PUT", ["v2", "customer_profiles", var id]) => SaveProfile(id, Body(request, ProfileShape)),
            ("PUT", ["v2", "customer_sessions", var id]) => SaveSession(id, Body(request, SessionShape)["customerSession"]!.AsObject()),
            ("GET", ["v2", "customer_sessions", var id]) => SandboxResponse.Json(200, new JsonObject { ["customerSession"] = Show(Found(id)), ["effects"] = new JsonArray() }),
            ("POST", ["v2", "customer_sessions", var id, "returns"]) => Return(Found(id), request),
            ("GET", ["v1", "loyalty_programs", var program, "profile", var id, "balances"]) => Balances(program, id),
            ("GET", ["v1", "loyalty_programs", var program, "profile", var id, "transactions"]) => Transactions(program, id, request),
            _ => throw new TalonError(404, "Not found"),
        };
    }

    private SandboxResponse SaveProfile(string id, JsonObject body)
    {
        if (!profiles.TryGetValue(id, out var profile))
        {
            profiles[id] = profile = [];
        }

        foreach (var (name, value) in body["attributes"]?.AsObject() ?? [])
        {
            if (!settings.ProfileAttributes.Contains(name))
            {
                throw new TalonError(400, "Invalid request", $"The attribute {name} does not exist.");
            }

            profile[name] = value?.DeepClone();
        }

        return SandboxResponse.Json(200, new JsonObject { ["effects"] = new JsonArray(), ["createdCoupons"] = new JsonArray(), ["createdReferrals"] = new JsonArray() });
    }

    private SandboxResponse SaveSession(string id, JsonObject wanted)
    {
        var now = time.GetUtcNow();
        if (!sessions.TryGetValue(id, out var session))
        {
            sessions[id] = session = new SessionRow { Number = ++next, Id = id, CreatedAt = now };
        }

        if (session.BusyUntil > now)
        {
            throw new TalonError(409, "Another request for this session is being processed");
        }

        session.BusyUntil = now + settings.SessionBusy;
        var state = (string?)wanted["state"] ?? session.State;
        var cart = wanted["cartItems"] is JsonArray items ? items.Select((item, index) => Cart(item!.AsObject(), index)).ToList() : null;
        var effects = Move(session, state, cart, (string?)wanted["profileId"], now);
        session.UpdatedAt = now;
        session.Updates++;
        return SandboxResponse.Json(200, new JsonObject { ["effects"] = effects, ["createdCoupons"] = new JsonArray(), ["createdReferrals"] = new JsonArray(), ["customerSession"] = Show(session) });
    }

    private static CartRow Cart(JsonObject item, int index)
    {
        var quantity = (decimal)item["quantity"]!;
        if (quantity < 1 || quantity != decimal.Truncate(quantity))
        {
            throw new TalonError(400, "Invalid request", $"cartItems[{index}].quantity must be a whole number of at least 1.");
        }

        return new() { Sku = (string)item["sku"]!, Name = (string?)item["name"] ?? "", Quantity = (long)quantity, Price = (decimal?)item["price"] ?? 0, Position = index };
    }

    /// <summary>open to closed earns, closed to cancelled takes everything back; closing again with the same content changes nothing.</summary>
    private JsonArray Move(SessionRow session, string state, List<CartRow>? cart, string? profile, DateTimeOffset now)
    {
        switch (session.State, state)
        {
            case ("open", "open" or "closed"):
                session.Cart = cart ?? session.Cart;
                session.Profile = string.IsNullOrEmpty(profile) ? session.Profile : profile;
                session.State = state;
                return state is "closed" ? Earn(session, now) : [];
            case ("closed" or "partially_returned", "closed") when cart is null || Same(cart, session.Cart):
                return [];
            case ("closed", "cancelled"):
                session.State = "cancelled";
                return Book(session, -ledger.Where(entry => entry.Session == session.Id).Sum(entry => entry.Points), "rollbackAddedLoyaltyPoints", now);
            case ("cancelled", "cancelled"):
                return [];
            default:
                throw new TalonError(400, "Invalid session state transition", $"A session that is {session.State} can't become {state}, or its content can't change any more.");
        }
    }

    private static bool Same(List<CartRow> left, List<CartRow> right) => left.Count == right.Count && left.Zip(right).All(pair => pair.First.Sku == pair.Second.Sku && pair.First.Quantity == pair.Second.Quantity && pair.First.Price == pair.Second.Price);

    private JsonArray Earn(SessionRow session, DateTimeOffset now) => session.Profile is null ? [] : Book(session, session.Cart.Sum(item => item.Quantity * settings.PointsOfUnit(item.Price)), "addLoyaltyPoints", now);

    private JsonArray Book(SessionRow session, decimal points, string effect, DateTimeOffset now)
    {
        if (points == 0 || session.Profile is not { } profile)
        {
            return [];
        }

        profiles.TryAdd(profile, []);
        ledger.Add(new(++next, profile, session.Id, points, now));
        return [new JsonObject
        {
            ["campaignId"] = 1, ["rulesetId"] = 1, ["ruleIndex"] = 0, ["ruleName"] = "One point for each whole unit of currency", ["effectType"] = effect,
            ["props"] = new JsonObject { ["programId"] = settings.ProgramId, ["subLedgerId"] = "", ["value"] = Math.Abs(points), ["recipientIntegrationId"] = profile, ["transactionUUID"] = $"00000000-0000-4000-8000-{next:D12}", ["name"] = "Points" },
        }];
    }

    private SandboxResponse Return(SessionRow session, SandboxRequest request)
    {
        var body = Body(request, ReturnShape);
        var now = time.GetUtcNow();
        var key = request.Header("Idempotency-Key");
        if (key?.Length > LongestKey)
        {
            throw new TalonError(400, "Invalid request", "The Idempotency-Key has more than 255 characters.");
        }

        var text = body.ToJsonString();
        if (key is not null && session.Returns.TryGetValue(key, out var earlier) && earlier.At + KeyLife > now)
        {
            return earlier.Body == text ? earlier.Answer : throw new TalonError(400, "Invalid request", "The Idempotency-Key was used with another body.");
        }

        if (session.State is not ("closed" or "partially_returned"))
        {
            throw new TalonError(400, "Invalid session state", $"Items of a session that is {session.State} can't be returned.");
        }

        var answer = TakeBack(session, body["return"]!["returnedCartItems"]!.AsArray(), now);
        if (key is not null)
        {
            session.Returns[key] = (text, answer, now);
        }

        return answer;
    }

    private SandboxResponse TakeBack(SessionRow session, JsonArray items, DateTimeOffset now)
    {
        var taken = items.Select(item => (Row: session.Cart.FirstOrDefault(row => row.Position == (int?)item!["position"]), Units: (long?)item!["quantity"] ?? 0)).ToList();
        foreach (var group in taken.GroupBy(item => item.Row))
        {
            var units = group.Sum(item => item.Units);
            if (group.Key is null || units < 1 || group.Key.Returned + units > group.Key.Quantity)
            {
                throw new TalonError(400, "Invalid request", "A returned item is not in the session, or more would come back than was bought.");
            }
        }

        var points = 0m;
        foreach (var (row, units) in taken)
        {
            row!.Returned += units;
            points += units * settings.PointsOfUnit(row.Price);
        }

        session.State = "partially_returned";
        session.UpdatedAt = now;
        var effects = Book(session, -points, "rollbackAddedLoyaltyPoints", now);
        return SandboxResponse.Json(200, new JsonObject
        {
            ["effects"] = effects, ["createdCoupons"] = new JsonArray(), ["createdReferrals"] = new JsonArray(), ["customerSession"] = Show(session),
            ["return"] = new JsonObject
            {
                ["id"] = ++next, ["created"] = Text(now), ["applicationId"] = 1, ["accountId"] = 1, ["eventId"] = next, ["sessionId"] = session.Number, ["sessionIntegrationId"] = session.Id,
                ["returnedCartItems"] = new JsonArray([.. items.Select(item => item!.DeepClone())]),
            },
        });
    }

    private SandboxResponse Balances(string program, string id)
    {
        CheckProgram(program, id);
        return SandboxResponse.Json(200, new JsonObject
        {
            ["balance"] = new JsonObject { ["activePoints"] = Points(id), ["pendingPoints"] = 0, ["spentPoints"] = 0, ["expiredPoints"] = 0, ["negativePoints"] = 0 }, ["subledgerBalances"] = new JsonObject(),
        });
    }

    private SandboxResponse Transactions(string program, string id, SandboxRequest request)
    {
        CheckProgram(program, id);
        var query = request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : "");
        int Number(string name, int otherwise) => query.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
        var (size, skip) = (Number("pageSize", 50), Number("skip", 0));
        if (size is < 1 or > 1000)
        {
            throw new TalonError(400, "Invalid request", "pageSize must be between 1 and 1000.");
        }

        var rows = ledger.Where(entry => entry.Profile == id).OrderByDescending(entry => entry.Id).ToList();
        return SandboxResponse.Json(200, new JsonObject
        {
            ["hasMore"] = skip + size < rows.Count,
            ["data"] = new JsonArray([.. rows.Skip(skip).Take(size).Select(entry => (JsonNode)new JsonObject
            {
                ["id"] = entry.Id, ["transactionUUID"] = $"00000000-0000-4000-8000-{entry.Id:D12}", ["programId"] = settings.ProgramId, ["created"] = Text(entry.At), ["type"] = entry.Points > 0 ? "addition" : "subtraction", ["amount"] = Math.Abs(entry.Points),
                ["name"] = "Points", ["startDate"] = "immediate", ["expiryDate"] = "unlimited", ["subledgerId"] = "", ["customerSessionId"] = entry.Session,
            })]),
        });
    }

    private void CheckProgram(string program, string id)
    {
        if (program != settings.ProgramId.ToString(CultureInfo.InvariantCulture) || !profiles.ContainsKey(id))
        {
            throw new TalonError(404, "Not found");
        }
    }

    private decimal Points(string profile) => ledger.Where(entry => entry.Profile == profile).Sum(entry => entry.Points);

    private SessionRow Found(string id) => sessions.TryGetValue(id, out var session) ? session : throw new TalonError(404, "Not found");

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static JsonObject Show(SessionRow session)
    {
        var total = session.Cart.Sum(item => item.Quantity * item.Price);
        return new()
        {
            ["id"] = session.Number, ["created"] = Text(session.CreatedAt), ["integrationId"] = session.Id, ["applicationId"] = 1, ["profileId"] = session.Profile ?? "", ["state"] = session.State,
            ["cartItems"] = new JsonArray([.. session.Cart.Select(item => (JsonNode)item.Show())]), ["attributes"] = new JsonObject(), ["firstSession"] = false, ["updateCount"] = session.Updates, ["total"] = total, ["cartItemTotal"] = total,
            ["additionalCostTotal"] = 0, ["updated"] = Text(session.UpdatedAt),
        };
    }

    private T Look<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }
}
