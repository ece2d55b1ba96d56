using System.Text.Json.Nodes;
using RetailConnect.Sandbox.TalonOne;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests.Conformance;

/// <summary>The simulated loyalty engine.</summary>
internal sealed class TalonOneVendor(ConformanceHost host, TalonOneSettings club) : SandboxVendor("talon-one", host), IReadableVendor, IWritableVendor
{
    private const decimal UnitPrice = 12m;
    private int sessions;

    public override string Refusal(int status, string words) => $$"""{"message":"{{words}}","StatusCode":{{status}}}""";

    public override bool IsTokenCall(HttpRequestMessage request) => false;

    public override void ExpireTokens()
    {
        // Keys don't expire.
    }

    /// <summary>Each time the member buys something.</summary>
    public async ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        var profile = $"member-{number:D7}";
        await ProfileAsync(profile, cancellationToken);
        await SessionAsync($"session-{++sessions}", profile, "KIT-1", 1, cancellationToken);
        return profile;
    }

    public IReadOnlyList<string> VocabularyOf(EntityType type) => ["type"];

    public async ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        if (type == EntityType.Customer)
        {
            return new Customer { Id = $"C{number}", FirstName = "Grace", LastName = $"Hopper {number}", Email = $"grace{number}@shoppers.example", Address = new() { CountryCode = "GB" } };
        }

        var profile = $"profile-{number}";
        await ProfileAsync(profile, cancellationToken);
        Host.Link(EntityType.Customer, ConformanceHost.Origin, new($"person-{number}"), $"C{number}");
        Host.Link(EntityType.Customer, ConformanceHost.Target, new($"person-{number}"), profile);
        return type == EntityType.Order ? Order(number) : await ReturnAsync(number, profile, cancellationToken);
    }

    public async ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class => envelope.Value switch
    {
        Customer customer => Look(envelope.TargetId?.Value ?? envelope.Canonical.Value, customer),
        Order order => await LookAsync(envelope.TargetId?.Value ?? envelope.Canonical.Value, order, cancellationToken),
        Return taken => await LookAsync(taken, cancellationToken),
        _ => new(0),
    };

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
    private async Task<Return> ReturnAsync(int number, string profile, CancellationToken cancellationToken)
    {
        await SessionAsync(SessionOf($"O{number}"), profile, "KIT-1", 5, cancellationToken);
        Host.Link(EntityType.Order, ConformanceHost.Origin, new(SessionOf($"O{number}")), $"O{number}");
        Host.Link(EntityType.Order, ConformanceHost.Target, new(SessionOf($"O{number}")), SessionOf($"O{number}"));
        var amount = MoneyPair.Of(new(UnitPrice, "EUR"));
        return new()
        {
            Id = $"R{number}", Order = new() { Id = $"O{number}" }, ReturnedAt = Host.Time.GetUtcNow(), Customer = new($"C{number}"), Total = amount,
            Lines = [new() { Id = "1", OrderLine = "1", Sku = new("KIT-1"), Quantity = 1, Amount = amount, Restocked = true }],
        };
    }

    private static string SessionOf(string order) => $"sold-{order}";

    private VendorEffect Look(string id, Customer customer)
    {
        var held = Sandbox.TalonOne.Profiles.Count(profile => profile.Id == id);
        var attributes = Sandbox.TalonOne.AttributesOf(id);
        var whole = attributes.GetValueOrDefault("Name", "") == $"{customer.FirstName?.Trim()} {customer.LastName?.Trim()}".Trim() && attributes.GetValueOrDefault("Email") == customer.Email;
        return new(held, held == 0 || whole ? null : "name or e-mail address");
    }

    private async Task<VendorEffect> LookAsync(string id, Order order, CancellationToken cancellationToken)
    {
        if (Sandbox.TalonOne.Sessions.FirstOrDefault(session => session.Id == id) is not { } held)
        {
            return new(0);
        }

        var cart = await CartAsync(id, cancellationToken);
        var points = order.Lines.Sum(line => line.Quantity.Value * club.PointsOfUnit(PaidFor(line)));
        var whole = held.State == "closed" && cart.Count == order.Lines.Count
            && cart.Zip(order.Lines).All(pair => (string?)pair.First["sku"] == pair.Second.Sku?.Value && (string?)pair.First["name"] == pair.Second.Title && (decimal)pair.First["price"]! == PaidFor(pair.Second));
        return new(points == 0 ? 1 : (int)(held.Points / points), whole && held.Points == points ? null : "state, lines or points");
    }

    private static decimal PaidFor(OrderLine line) => OrderTotals.Net(line).Shop.Amount / line.Quantity.Value;

    private async Task<VendorEffect> LookAsync(Return taken, CancellationToken cancellationToken)
    {
        var back = (await CartAsync(SessionOf(taken.Order.Id!.Value.Value), cancellationToken)).Sum(item => (decimal?)item["returnedQuantity"] ?? 0);
        var wanted = taken.Lines.Sum(line => line.Quantity.Value);
        return new((int)Math.Ceiling(back / wanted), back % wanted == 0 ? null : "units");
    }

    private async Task<IReadOnlyList<JsonNode>> CartAsync(string session, CancellationToken cancellationToken) =>
        [.. ((await CallAsync(HttpMethod.Get, $"v2/customer_sessions/{session}", null, cancellationToken))["customerSession"]?["cartItems"]?.AsArray() ?? []).Select(item => item!)];

    private Task<JsonNode> ProfileAsync(string id, CancellationToken cancellationToken) => CallAsync(HttpMethod.Put, $"v2/customer_profiles/{id}", new JsonObject { ["attributes"] = new JsonObject { ["Name"] = "Grace" } }, cancellationToken);

    private Task<JsonNode> SessionAsync(string id, string profile, string sku, int units, CancellationToken cancellationToken) => CallAsync(HttpMethod.Put, $"v2/customer_sessions/{id}", new JsonObject
    {
        ["customerSession"] = new JsonObject
        {
            ["state"] = "closed", ["profileId"] = profile, ["cartItems"] = new JsonArray(new JsonObject { ["name"] = "Shirt", ["sku"] = sku, ["quantity"] = units, ["price"] = UnitPrice }),
        },
    }, cancellationToken);

    private Task<JsonNode> CallAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) =>
        AskAsync(method, path, body, headers => headers.TryAddWithoutValidation("Authorization", $"ApiKey-v1 {club.ApiKey}"), cancellationToken);
}
