using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

internal sealed class SessionRow
{
    public required long Number { get; init; }

    public required string Id { get; init; }

    public string? Profile { get; set; }

    public string State { get; set; } = "open";

    public List<CartRow> Cart { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset BusyUntil { get; set; }

    public long Updates { get; set; }

    public Dictionary<string, (string Body, SandboxResponse Answer, DateTimeOffset At)> Returns { get; } = [];
}

internal sealed class CartRow
{
    public required string Sku { get; init; }

    public required string Name { get; init; }

    public required long Quantity { get; init; }

    public required decimal Price { get; init; }

    public required int Position { get; init; }

    public long Returned { get; set; }

    public JsonObject Show() => new()
    {
        ["name"] = Name, ["sku"] = Sku, ["quantity"] = Quantity, ["price"] = Price, ["position"] = Position, ["returnedQuantity"] = Returned, ["remainingQuantity"] = Quantity - Returned,
    };
}

/// <summary>One movement of points.</summary>
internal sealed record LedgerRow(long Id, string Profile, string Session, decimal Points, DateTimeOffset At);
