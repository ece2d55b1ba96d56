using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>A loyalty engine behind Talon.One's Integration API.</summary>
/// <remarks>Thread-safe: one request at a time.</remarks>
public sealed class TalonOneSimulator : IVendorSimulator
{
    private const int LongestKey = 255;
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);
    private readonly Lock gate = new();
    private readonly TalonState state = new();
    private readonly TalonOneSettings settings;
    private readonly TimeProvider time;
    private readonly TalonLedger ledger;
    private readonly TalonSessions sessions;
    private readonly TalonProfiles profiles;

    /// <summary>Creates an empty application with one loyalty programme.</summary>
    public TalonOneSimulator(TimeProvider time, TalonOneSettings settings)
    {
        this.time = time;
        this.settings = settings;
        ledger = new TalonLedger(state, settings);
        sessions = new TalonSessions(state, ledger, settings, time);
        profiles = new TalonProfiles(state, settings, time);
    }

    /// <inheritdoc />
    public string Vendor => "talon-one";

    /// <inheritdoc />
    public ConcurrencyLimit? Concurrency => null;

    /// <summary>Sessions.</summary>
    public IReadOnlyList<LoyaltySession> Sessions => Look(() => state.Sessions.Values.Select(row => new LoyaltySession(row.Id, row.Profile, row.State, state.EarnedBy(row.Id)) { Redeemed = [.. row.Redeemed], Worth = row.Cart.Sum(item => item.Quantity * item.Price) }).ToList());

    /// <summary>Profiles: integration id, e-mail address, points.</summary>
    public IReadOnlyList<(string Id, string Email, decimal Points)> Profiles => Look(() => state.Profiles.Select(row => (row.Key, (string?)row.Value.Attributes["Email"] ?? "", state.PointsOf(row.Key))).ToList());

    /// <summary>Attributes of a profile by name, as far as they have a value; empty when there is no such profile.</summary>
    public IReadOnlyDictionary<string, string> AttributesOf(string profile) => Look(() => state.Profiles.TryGetValue(profile, out var row)
        ? row.Attributes.Where(attribute => attribute.Value is not null).ToDictionary(attribute => attribute.Key, attribute => (string)attribute.Value!) : []);

    /// <summary>A person gives or takes points, as the Campaign Manager allows.</summary>
    /// <exception cref="KeyNotFoundException">There is no such profile.</exception>
    public void MovePoints(string profile, decimal points) => Look(() =>
    {
        _ = state.Profiles[profile];
        state.Ledger.Add(new(state.NewNumber(), profile, null, points, time.GetUtcNow()));
        return points;
    });

    /// <summary>The engine's balance of a profile goes wrong by so many points.</summary>
    public void BreakBalance(string profile, decimal points) => Look(() => state.Faults[profile] = points);

    /// <summary>Somebody cancels a session with another client of the API.</summary>
    public void CancelSession(string session) => Look(() => sessions.Save(session, new JsonObject { ["state"] = "cancelled" }, new("")));

    /// <summary>A session is put back to what it was before it was cancelled or goods of it came back, with all its points.</summary>
    public void Restore(string session) => Look(() => sessions.Restore(session));

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

    private static SandboxResponse Ok(JsonObject body) => SandboxResponse.Json(200, body);

    private SandboxResponse Route(SandboxRequest request)
    {
        if (request.Header("Authorization") != $"ApiKey-v1 {settings.ApiKey}")
        {
            throw new TalonError(401, "Unauthorized");
        }

        TalonQuery Query(params string[] known) => new(request.Query, known);
        return (request.Method, request.Path.Split('/')) switch
        {
            ("PUT", ["", "v2", "customer_profiles", var id]) when TalonShapes.IsId(id) => profiles.Save(id, TalonBody.Read(request, TalonShapes.Profile), Query("runRuleEngine", "dry")),
            ("PUT", ["", "v2", "customer_profiles"]) => profiles.SaveAll(TalonBody.Read(request, TalonShapes.Profiles), Query("silent")),
            ("DELETE", ["", "v1", "customer_data", var id]) => profiles.DeleteData(id, Query()),
            ("PUT", ["", "v2", "customer_sessions", var id]) when TalonShapes.IsId(id) => Ok(sessions.Save(id, TalonBody.Read(request, TalonShapes.Session)["customerSession"]!.AsObject(), Query("dry", "now"))),
            ("GET", ["", "v2", "customer_sessions", var id]) => Ok(sessions.Show(id, Query())),
            ("PUT", ["", "v2", "customer_sessions", var id, "reopen"]) => Ok(sessions.Reopen(sessions.Found(id), Query())),
            ("POST", ["", "v2", "customer_sessions", var id, "returns"]) => Return(sessions.Found(id), request, Query("dry", "runRuleEngine")),
            ("GET", ["", "v1", "loyalty_programs", var program, "profile", var id, "balances"]) => Ok(ledger.Balances(program, id, Query("endDate", "subledgerId", "includeTiers", "includeProjectedTier"))),
            ("GET", ["", "v1", "loyalty_programs", var program, "profile", var id, "transactions"]) => Ok(ledger.Transactions(
                program, id, Query("customerSessionIDs", "transactionUUIDs", "subledgerId", "loyaltyTransactionType", "startDate", "endDate", "pageSize", "skip", "awaitsActivation"))),
            _ => throw TalonError.NotFound(),
        };
    }

    /// <summary>The same key with the same body gets the stored answer for a day.</summary>
    private SandboxResponse Return(SessionRow session, SandboxRequest request, TalonQuery query)
    {
        var body = TalonBody.Read(request, TalonShapes.Return);
        var (dry, now) = (query.Flag("dry") == true, time.GetUtcNow());
        query.Flag("runRuleEngine");
        var key = request.Header("Idempotency-Key");
        if (key?.Length is 0 or > LongestKey)
        {
            throw TalonError.Bad("The Idempotency-Key is empty, or has more than 255 characters.");
        }

        var text = body.ToJsonString();
        if (!dry && key is not null && session.Returns.TryGetValue(key, out var earlier) && earlier.At + KeyLife > now)
        {
            return earlier.Body == text ? earlier.Answer : throw TalonError.Bad("The Idempotency-Key was used with another body.");
        }

        var answer = Ok(sessions.TakeBack(session, body["return"]!["returnedCartItems"]!.AsArray(), dry));
        if (!dry && key is not null)
        {
            session.Returns[key] = (text, answer, now);
        }

        return answer;
    }

    private T Look<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }
}
