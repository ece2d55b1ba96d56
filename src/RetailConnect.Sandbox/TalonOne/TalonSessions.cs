using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>Customer sessions: each request is computed on a copy, so that a refused or dry one changes nothing.</summary>
internal sealed class TalonSessions(TalonState state, TalonLedger ledger, TalonOneSettings settings, TimeProvider time)
{
    private const string Rollback = "rollbackAddedLoyaltyPoints";
    private const int MostUnits = 10_000;

    // The contract has no bound; this one keeps every sum of the ledger exact.
    private const decimal HighestPrice = 1_000_000_000_000_000m;
    private readonly TalonCodes codes = new(state, settings);

    public JsonObject Show(string id, TalonQuery _) => new() { ["customerSession"] = Found(id).Show(), ["effects"] = new JsonArray() };

    public SessionRow Found(string id) => state.Sessions.TryGetValue(id, out var session) ? session : throw TalonError.NotFound();

    public JsonObject Save(string id, JsonObject wanted, TalonQuery query)
    {
        var now = time.GetUtcNow();
        var dry = query.Flag("dry") == true;
        CheckFuture(query, dry, now);
        CheckContent(wanted);
        var cart = wanted["cartItems"] is JsonArray items ? items.Select((item, index) => Cart(item!.AsObject(), index)).ToList() : null;
        if (cart?.Sum(item => item.Quantity) > MostUnits)
        {
            throw TalonError.Bad($"customerSession.cartItems: the quantities sum up to more than {MostUnits}.");
        }

        var known = state.Sessions.GetValueOrDefault(id);
        if (known?.BusyUntil > now)
        {
            throw new TalonError(409, "Another request for this session is being processed");
        }

        var session = known?.Copy() ?? new SessionRow { Id = id, CreatedAt = now };
        if (dry && session.State is "open")
        {
            // A dry request sees the cart that it sends, and nothing that was sent before.
            (session.Cart, session.Profile, session.Coupons, session.Referral) = ([], null, [], null);
        }

        // The contract's default: an update that names no state asks for an open session.
        var before = known?.State;
        Enter(session, wanted);
        var points = Move(session, (string?)wanted["state"] ?? "open", known is null, cart, (string?)wanted["profileId"]);
        var effects = Codes(session, before).ToList();
        session.UpdatedAt = now;
        session.Updates++;
        if (!dry)
        {
            Keep(session, now);
        }

        var booked = ledger.Book(session, points, session.State is "cancelled" ? Rollback : "addLoyaltyPoints", now, dry);
        effects.ForEach(effect => booked.Add((JsonNode)effect));
        return Content(session, booked);
    }

    /// <summary>Codes that a request does not name stay; an empty list or text discards them. A session that is not open takes no other ones.</summary>
    private static void Enter(SessionRow session, JsonObject wanted)
    {
        var coupons = (wanted["couponCodes"] as JsonArray)?.Select(code => (string)code!).ToList() ?? session.Coupons;
        var referral = (string?)wanted["referralCode"] ?? session.Referral ?? "";
        if (session.State is not "open" && (!coupons.SequenceEqual(session.Coupons) || referral != (session.Referral ?? "")))
        {
            throw new TalonError(400, "Invalid session state", $"A session that is {session.State} takes no other codes.");
        }

        (session.Coupons, session.Referral) = (coupons, referral);
    }

    private IEnumerable<JsonObject> Codes(SessionRow session, string? before) =>
        (before is null or "open") && session.State is ("open" or "closed") ? codes.Evaluate(session) : session.State is "cancelled" ? TalonCodes.RollBack(session) : [];

    /// <summary>Opens a closed session again; what it earned is rolled back.</summary>
    public JsonObject Reopen(SessionRow known, TalonQuery _)
    {
        var now = time.GetUtcNow();
        if (known.BusyUntil > now)
        {
            throw new TalonError(409, "Another request for this session is being processed");
        }

        if (known.State is not "closed")
        {
            throw new TalonError(400, "Invalid session state", $"A session that is {known.State} can't be reopened.");
        }

        var session = known.Copy();
        session.State = "open";
        var rolledBack = TalonCodes.RollBack(session).ToList();
        session.UpdatedAt = now;
        session.Updates++;
        Keep(session, now);
        var effects = ledger.Book(session, -state.EarnedBy(session.Id), Rollback, now, dry: false);
        rolledBack.ForEach(effect => effects.Add((JsonNode)effect));
        return new() { ["effects"] = effects, ["customerSession"] = session.Show() };
    }

    /// <summary>No client can do that; the vendor's people can.</summary>
    public SessionRow Restore(string id)
    {
        var session = Found(id);
        session.State = "closed";
        session.Cart.ForEach(item => item.Returned = 0);
        ledger.Book(session, session.Cart.Sum(item => item.Quantity * settings.PointsOfUnit(item.Price)) - state.EarnedBy(id), "addLoyaltyPoints", time.GetUtcNow(), dry: false);
        return session;
    }

    public JsonObject TakeBack(SessionRow known, JsonArray items, bool dry)
    {
        var now = time.GetUtcNow();
        var session = known.Copy();
        if (session.State is not ("closed" or "partially_returned"))
        {
            throw new TalonError(400, "Invalid session state", $"Items of a session that is {session.State} can't be returned.");
        }

        if (items.Count == 0)
        {
            throw TalonError.Bad("return.returnedCartItems: nothing is returned.");
        }

        var points = items.Select(item => TakeBack(session.Cart, item!.AsObject())).ToList().Sum();
        session.State = "partially_returned";
        session.UpdatedAt = now;
        if (!dry)
        {
            state.Sessions[session.Id] = session;
        }

        var effects = ledger.Book(session, -points, Rollback, now, dry);
        var number = dry ? 0 : state.NewNumber();
        var answer = Content(session, effects);
        answer["return"] = new JsonObject
        {
            ["id"] = number, ["created"] = TalonState.Time(now), ["applicationId"] = 1, ["accountId"] = 1, ["eventId"] = number, ["sessionId"] = session.Number, ["sessionIntegrationId"] = session.Id,
            ["returnedCartItems"] = new JsonArray([.. items.Select(item => item!.DeepClone())]),
        };
        return answer;
    }

    /// <summary>A place in the cart is named by its position, by its SKU, or by both; it must be clear which one is meant.</summary>
    private decimal TakeBack(List<CartRow> cart, JsonObject item)
    {
        long? position = item["position"] is { } node ? TalonBody.Whole(node, "return.returnedCartItems.position") : null;
        var units = TalonBody.Whole(item["quantity"], "return.returnedCartItems.quantity");
        var sku = (string?)item["sku"];
        var found = cart.Where(row => (position is null || row.Position == position) && (sku is null || row.Sku == sku)).ToList();
        if (found is not [var row] || units < 1 || units > row.Quantity - row.Returned)
        {
            throw TalonError.Bad("A returned item is not in the session, or more would come back than was bought.");
        }

        row.Returned += units;
        return units * settings.PointsOfUnit(row.Price);
    }

    /// <summary>Makes the transitions that the contract lists. A repeat of what the session is already changes nothing, and earns nothing.</summary>
    private decimal Move(SessionRow session, string wanted, bool created, List<CartRow>? cart, string? profile)
    {
        switch (session.State, wanted)
        {
            case ("open", "open" or "closed"):
                session.Cart = cart ?? session.Cart;
                session.Profile = string.IsNullOrEmpty(profile) ? session.Profile : profile;
                session.State = wanted;
                return wanted is "closed" && session.Profile is not null ? session.Cart.Sum(item => item.Quantity * settings.PointsOfUnit(item.Price)) : 0;
            case ("closed", "closed") when (cart is null || Same(cart, session.Cart)) && (string.IsNullOrEmpty(profile) || profile == session.Profile):
                return 0;
            case ("open", "cancelled") when !created:
            case ("closed" or "partially_returned", "cancelled"):
                session.State = "cancelled";
                return -state.EarnedBy(session.Id);
            case ("cancelled", "cancelled"):
                return 0;
            default:
                throw new TalonError(400, "Invalid session state transition", $"A session that is {(created ? "new" : session.State)} can't become {wanted}, or its content can't change any more.");
        }
    }

    private void Keep(SessionRow session, DateTimeOffset now)
    {
        if (session.Number == 0)
        {
            session.Number = state.NewNumber();
        }

        session.BusyUntil = now + settings.SessionBusy;
        state.Sessions[session.Id] = session;
        if (session.Profile is { } profile)
        {
            state.ProfileOf(profile, now);
        }
    }

    private static void CheckFuture(TalonQuery query, bool dry, DateTimeOffset now)
    {
        if (query.Time("now") is { } wanted && (!dry || wanted <= now))
        {
            throw TalonError.Bad("The query parameter now takes a time in the future, together with dry=true.");
        }
    }

    private static void CheckContent(JsonObject wanted)
    {
        TalonBody.CheckWholes(wanted["evaluableCampaignIds"], "customerSession.evaluableCampaignIds");
        TalonBody.Named(wanted, "attributes", "customerSession.", []);
        TalonBody.Named(wanted, "additionalCosts", "customerSession.", []);
        if (wanted["storeIntegrationId"] is not null)
        {
            throw TalonError.Bad("customerSession.storeIntegrationId: the store does not exist.");
        }
    }

    private static CartRow Cart(JsonObject item, int index)
    {
        var where = $"customerSession.cartItems[{index}].";
        TalonBody.Named(item, "attributes", where, []);
        TalonBody.Named(item, "additionalCosts", where, []);
        var quantity = TalonBody.Whole(item["quantity"], $"{where}quantity");
        var (sku, price) = ((string)item["sku"]!, (decimal)item["price"]!);
        if (quantity is < 1 or > MostUnits || sku.Length == 0 || Math.Abs(price) > HighestPrice)
        {
            throw TalonError.Bad($"{where}: the SKU is empty, the quantity is not between 1 and {MostUnits}, or the price is out of range.");
        }

        return new() { Sku = sku, Name = (string?)item["name"] ?? "", Quantity = quantity, Price = price, Position = index };
    }

    private static bool Same(List<CartRow> left, List<CartRow> right) => left.Count == right.Count && left.Zip(right).All(pair => pair.First.Sku == pair.Second.Sku && pair.First.Quantity == pair.Second.Quantity && pair.First.Price == pair.Second.Price);

    private static JsonObject Content(SessionRow session, JsonArray effects) => new()
    {
        ["effects"] = effects, ["createdCoupons"] = new JsonArray(), ["createdReferrals"] = new JsonArray(), ["customerSession"] = session.Show(),
    };
}
