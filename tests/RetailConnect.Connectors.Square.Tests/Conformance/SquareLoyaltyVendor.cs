using System.Text.Json.Nodes;
using RetailConnect.Connectors.Square.Loyalty;
using RetailConnect.Sandbox.Square;
using RetailConnect.Testing;

namespace RetailConnect.Connectors.Square.Tests.Conformance;

/// <summary>The loyalty programme of the simulated seller.</summary>
internal sealed class SquareLoyaltyVendor(ConformanceHost host, SquareSettings seller) : SandboxVendor("square", host), IReadableVendor, IWritableVendor
{
    private const decimal UnitPrice = 12m;
    private const long Earned = 60;
    private readonly Dictionary<string, string> accounts = [];
    private string? token;
    private int keys;

    /// <summary>The first location of the smallest retailer.</summary>
    public string Location => Sandbox.Square.Locations[0];

    public override string Refusal(int status, string words) => $$"""{"errors":[{"category":"API_ERROR","code":"KIT","detail":"{{words}}"}]}""";

    public override bool IsTokenCall(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/oauth2/token";

    public override void ExpireTokens()
    {
        token = null;
        Sandbox.Square.ExpireTokens();
    }

    /// <summary>Each time the member buys something.</summary>
    public async ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(Phone(number), cancellationToken);
        await GiveAsync(account, 5, cancellationToken);
        return account;
    }

    public IReadOnlyList<string> VocabularyOf(EntityType type) => ["type"];

    public async ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        if (type == EntityType.Customer)
        {
            return new Customer { Id = $"C{number}", FirstName = "Grace", LastName = $"Hopper {number}", Email = $"grace{number}@shoppers.example", Phone = Phone(number) };
        }

        var account = await AccountAsync(Phone(number), cancellationToken);
        Host.Link(EntityType.Customer, ConformanceHost.Origin, new($"person-{number}"), $"C{number}");
        Host.Link(EntityType.Customer, ConformanceHost.Target, new($"person-{number}"), account);
        return type == EntityType.Order ? Order(number) : await ReturnAsync(number, account, cancellationToken);
    }

    public ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class => new(envelope.Value switch
    {
        Customer customer => new VendorEffect(Sandbox.Square.LoyaltyCards.Count(card => card.Phone == customer.Phone)),
        Order order => Look(order.Id.Value[1..], order),
        Return taken => Look(taken.Id.Value[1..], taken),
        _ => new(0),
    });

    private static string Phone(int number) => $"+4420794{number:D5}";

    private static Order Order(int number)
    {
        var price = MoneyPair.Of(new(UnitPrice, "EUR"));
        return new()
        {
            Id = $"O{number}", Number = $"#{number}", PlacedAt = new(2026, 11, 23, 7, 0, 0, TimeSpan.Zero), Status = OrderStatus.Completed, TaxesIncluded = true, Customer = new($"C{number}"), Total = price * 3,
            Lines = [new() { Id = "1", Sku = new("KIT-1"), Title = "Shirt", Quantity = 2, UnitPrice = price }, new() { Id = "2", Sku = new("KIT-2"), Title = "Hat", Quantity = 1, UnitPrice = price }],
        };
    }

    /// <summary>A return of one of five units that an order sold.</summary>
    private async Task<Return> ReturnAsync(int number, string account, CancellationToken cancellationToken)
    {
        var made = await GiveAsync(account, Earned, cancellationToken);
        Host.Link(EntityType.Order, ConformanceHost.Origin, new($"sold-{number}"), $"O{number}");
        Host.Link(EntityType.Order, ConformanceHost.Target, new($"sold-{number}"), (string)made["id"]!);
        Host.Link(Earning.Type, ConformanceHost.Target, new($"sold-{number}"), new Earning((string)made["id"]!, account, Earned, (long)(UnitPrice * 500), "EUR", (string)made["created_at"]!).ToString());
        var amount = MoneyPair.Of(new(UnitPrice, "EUR"));
        return new()
        {
            Id = $"R{number}", Order = new() { Id = $"O{number}" }, ReturnedAt = Host.Time.GetUtcNow(), Customer = new($"C{number}"), Total = amount,
            Lines = [new() { Id = "1", OrderLine = "1", Sku = new("KIT-1"), Quantity = 1, Amount = amount, Restocked = true }],
        };
    }

    private VendorEffect Look(string number, Order order)
    {
        var points = (long)decimal.Floor(order.Lines.Sum(line => OrderTotals.Net(line).Shop.Amount));
        var moves = Moves(number, "ACCUMULATE_POINTS");
        return new(moves.Count, moves.All(move => move.Points == points) ? null : $"{moves[0].Points} points instead of {points}");
    }

    private VendorEffect Look(string number, Return taken)
    {
        var points = (long)decimal.Floor(Earned * taken.Lines.Sum(line => line.Amount.Shop.Amount) / (UnitPrice * 5));
        var moves = Moves(number, "ADJUST_POINTS");
        return new(moves.Count, moves.All(move => move.Points == -points) ? null : $"{moves[0].Points} points instead of {-points}");
    }

    private List<LoyaltyMovement> Moves(string number, string type) =>
        [.. Sandbox.Square.LoyaltyMovements.Where(move => move.Account == accounts.GetValueOrDefault(Phone(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))) && move.Type == type)];

    private async Task<string> AccountAsync(string phone, CancellationToken cancellationToken)
    {
        if (!accounts.TryGetValue(phone, out var account))
        {
            var answer = await CallAsync("v2/loyalty/accounts", new JsonObject
            {
                ["idempotency_key"] = $"account-{++keys}",
                ["loyalty_account"] = new JsonObject { ["program_id"] = seller.LoyaltyProgramId, ["mapping"] = new JsonObject { ["phone_number"] = phone } },
            }, cancellationToken);
            accounts[phone] = account = (string)answer["loyalty_account"]!["id"]!;
        }

        return account;
    }

    private async Task<JsonNode> GiveAsync(string account, long points, CancellationToken cancellationToken) => (await CallAsync($"v2/loyalty/accounts/{account}/accumulate", new JsonObject
    {
        ["idempotency_key"] = $"give-{++keys}", ["location_id"] = Location, ["accumulate_points"] = new JsonObject { ["points"] = points },
    }, cancellationToken))["events"]![0]!;

    private async Task<JsonNode> CallAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        token ??= (string?)(await AskAsync(HttpMethod.Post, "oauth2/token", new JsonObject
        {
            ["client_id"] = seller.ClientId, ["client_secret"] = seller.ClientSecret, ["grant_type"] = "refresh_token", ["refresh_token"] = seller.RefreshToken,
        }, _ => { }, cancellationToken))["access_token"];
        return await AskAsync(HttpMethod.Post, path, body, headers => headers.Authorization = new("Bearer", token), cancellationToken);
    }
}
