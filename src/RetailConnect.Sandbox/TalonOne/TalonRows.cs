using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

internal sealed class SessionRow
{
    public long Number { get; set; }

    public required string Id { get; init; }

    public string? Profile { get; set; }

    public string State { get; set; } = "open";

    public List<string> Coupons { get; set; } = [];

    public string? Referral { get; set; }

    /// <summary>Coupons that the closed session used.</summary>
    public List<string> Redeemed { get; set; } = [];

    public List<CartRow> Cart { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset BusyUntil { get; set; }

    public long Updates { get; set; }

    public Dictionary<string, (string Body, SandboxResponse Answer, DateTimeOffset At)> Returns { get; init; } = [];

    /// <summary>A row to try a change on: the row itself stays as it is.</summary>
    public SessionRow Copy() => new()
    {
        Number = Number, Id = Id, Profile = Profile, State = State, Cart = [.. Cart.Select(item => item.Copy())], CreatedAt = CreatedAt, UpdatedAt = UpdatedAt, BusyUntil = BusyUntil, Updates = Updates, Returns = Returns,
        Coupons = Coupons, Referral = Referral, Redeemed = Redeemed,
    };

    public JsonObject Show()
    {
        var total = Cart.Sum(item => item.Quantity * item.Price);
        return new()
        {
            ["id"] = Number, ["created"] = TalonState.Time(CreatedAt), ["integrationId"] = Id, ["applicationId"] = 1, ["profileId"] = Profile ?? "", ["state"] = State, ["couponCodes"] = new JsonArray([.. Coupons.Select(code => (JsonNode)code)]), ["referralCode"] = Referral ?? "",
            ["cartItems"] = new JsonArray([.. Cart.Select(item => (JsonNode)item.Show())]), ["attributes"] = new JsonObject(), ["firstSession"] = false, ["updateCount"] = Updates, ["total"] = total, ["cartItemTotal"] = total,
            ["additionalCostTotal"] = 0, ["updated"] = TalonState.Time(UpdatedAt),
        };
    }
}

internal sealed class CartRow
{
    public required string Sku { get; init; }

    public required string Name { get; init; }

    public required long Quantity { get; init; }

    public required decimal Price { get; init; }

    public required int Position { get; init; }

    public long Returned { get; set; }

    public CartRow Copy() => new() { Sku = Sku, Name = Name, Quantity = Quantity, Price = Price, Position = Position, Returned = Returned };

    public JsonObject Show() => new()
    {
        ["name"] = Name, ["sku"] = Sku, ["quantity"] = Quantity, ["price"] = Price, ["position"] = Position, ["returnedQuantity"] = Returned, ["remainingQuantity"] = Quantity - Returned,
    };
}

/// <summary>One movement of points; one that a person made has no session.</summary>
internal sealed record LedgerRow(long Id, string Profile, string? Session, decimal Points, DateTimeOffset At);
