using System.Text;
using System.Text.Json.Nodes;
using RetailConnect.Connectors.BusinessCentral.Customers;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests.Conformance;

/// <summary>The simulated ERP.</summary>
internal class BusinessCentralVendor(ConformanceHost host, BusinessCentralSettings erp) : SandboxVendor("business-central", host, Handshake), IReadableVendor, IWritableVendor, IWebhookVendor, IPicturedVendor
{
    protected const decimal UnitPrice = 12m;
    private readonly HashSet<string> numbers = [];
    private string? token;
    private DateTimeOffset granted;
    private int changes;

    public override string Refusal(int status, string words) => $$$"""{"error":{"code":"Kit","message":"{{{words}}}"}}""";

    public override bool IsTokenCall(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal);

    public override void ExpireTokens()
    {
        token = null;
        Sandbox.BusinessCentral.ExpireTokens();
    }

    public async ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        switch (type.Name)
        {
            case "location":
                Sandbox.BusinessCentral.AddLocation($"KIT{number}", $"Shop {number}");
                return $"KIT{number}";
            case "stock-level":
                Item(number);
                Sandbox.BusinessCentral.MoveStock(NumberOf(number), "", Location, 1);
                return StockLevel.IdOf(new(NumberOf(number)), Location);
            case "product":
                Item(number);
                Sandbox.BusinessCentral.SetPrice(NumberOf(number), UnitPrice + ++changes);
                return await IdOfAsync("items", NumberOf(number), cancellationToken);
            case "shipment":
                return await ShipmentAsync(number, cancellationToken);
            default:
                return await CustomerAsync(number, cancellationToken);
        }
    }

    public ValueTask<ExternalId> PutPictureAsync(int number, CancellationToken cancellationToken)
    {
        Item(number);
        Sandbox.BusinessCentral.SetPicture(NumberOf(number), "image/jpeg", [0xFF, 0xD8, 0xFF, .. BitConverter.GetBytes(++changes)]);
        return new(IdOfAsync("items", NumberOf(number), cancellationToken));
    }

    public ValueTask<ExternalId> PutPlainAsync(int number, CancellationToken cancellationToken)
    {
        Item(number);
        return new(IdOfAsync("items", NumberOf(number), cancellationToken));
    }

    public IReadOnlyList<string> VocabularyOf(EntityType type) => ["type"];

    public virtual async ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        if (type == EntityType.Customer)
        {
            return new Customer { Id = $"C{number}", FirstName = "Grace", LastName = $"Hopper {number}", Email = $"grace{number}@shoppers.example", Phone = "+442079460000", Address = new() { City = "Leeds", CountryCode = "GB" } };
        }

        Item(1);
        Item(2);
        return type == EntityType.Order ? Order(number) : await ReturnAsync(number, cancellationToken);
    }

    public virtual async ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class => envelope.Value switch
    {
        Customer customer => await LookAsync(CustomerNumber.Of(envelope.Canonical), customer, cancellationToken),
        Order order => Look(envelope.Canonical.Value, credit: false, order.Total.Shop, order.Lines.Sum(line => line.Quantity.Value)),
        Return taken => Look(envelope.Canonical.Value, credit: true, taken.Total.Shop, taken.Lines.Sum(line => line.Quantity.Value)),
        _ => new(0),
    };

    public ValueTask<WebhookRequest> SendAsync(Connection connection, CancellationToken cancellationToken)
    {
        Item(1);
        return HeardAsync(connection, () => Sandbox.BusinessCentral.SetPrice(NumberOf(1), UnitPrice + ++changes), cancellationToken);
    }

    public WebhookRequest Spoil(WebhookRequest genuine, WebhookSpoil how)
    {
        var body = JsonNode.Parse(genuine.Body.Span)!;
        foreach (var notice in body["value"]!.AsArray())
        {
            notice!["clientState"] = how is WebhookSpoil.NoSignature ? null : "a-secret-that-somebody-guessed";
        }

        return genuine with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    /// <summary>A receiver proves itself by the token that it is asked for.</summary>
    private static HttpResponseMessage Handshake(HttpRequestMessage request) =>
        new(System.Net.HttpStatusCode.OK) { Content = new StringContent(System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query)["validationToken"] ?? "") };

    private static string Location => "S1";

    protected static string NumberOf(int number) => $"KIT{number}";

    private static Order Order(int number)
    {
        var price = MoneyPair.Of(new(UnitPrice, "EUR"));
        return new()
        {
            Id = $"O{number}", Number = $"#{number}", PlacedAt = new(2026, 11, 23, 7, 0, 0, TimeSpan.Zero), Status = OrderStatus.Completed, TaxesIncluded = true, Total = price * 3,
            Lines = [new() { Id = "1", Sku = new(NumberOf(1)), Title = "Shirt", Quantity = 2, UnitPrice = price }, new() { Id = "2", Sku = new(NumberOf(2)), Title = "Hat", Quantity = 1, UnitPrice = price }],
        };
    }

    /// <summary>A return of one of five units that an order sold.</summary>
    private async Task<Return> ReturnAsync(int number, CancellationToken cancellationToken)
    {
        var sold = $"sold-{number}";
        if (numbers.Add(sold))
        {
            var line = new JsonObject { ["lineType"] = "Item", ["lineObjectNumber"] = NumberOf(1), ["quantity"] = 5, ["unitPrice"] = UnitPrice };
            var order = await CallAsync(HttpMethod.Post, "salesOrders", new JsonObject
            {
                ["externalDocumentNumber"] = sold, ["orderDate"] = "2026-11-23", ["customerNumber"] = "WALKIN", ["pricesIncludeTax"] = true, ["salesOrderLines"] = new JsonArray(line),
            }, cancellationToken);
            Host.Link(EntityType.Order, ConformanceHost.Origin, new(sold), $"O{number}");
            Host.Link(EntityType.Order, ConformanceHost.Target, new(sold), new DocumentId("salesOrders", Guid.Parse((string)order["id"]!), sold).ToExternal());
        }

        var amount = MoneyPair.Of(new(UnitPrice, "EUR"));
        return new()
        {
            Id = $"R{number}", Order = new() { Id = $"O{number}" }, ReturnedAt = Host.Time.GetUtcNow(), Total = amount,
            Lines = [new() { Id = "1", OrderLine = "1", Sku = new(NumberOf(1)), Title = "Shirt", Quantity = 1, Amount = amount, Restocked = true }],
        };
    }

    /// <summary>Ships one of two units of an order.</summary>
    private async Task<ExternalId> ShipmentAsync(int number, CancellationToken cancellationToken)
    {
        Item(number);
        var reference = $"web-{number}-{++changes}";
        var line = new JsonObject { ["lineType"] = "Item", ["lineObjectNumber"] = NumberOf(number), ["quantity"] = 2, ["unitPrice"] = UnitPrice };
        await CallAsync(HttpMethod.Post, "salesOrders", new JsonObject { ["externalDocumentNumber"] = reference, ["orderDate"] = "2026-11-23", ["customerNumber"] = "WALKIN", ["salesOrderLines"] = new JsonArray(line) }, cancellationToken);
        Sandbox.BusinessCentral.Ship(reference, [(0, 1)]);
        return await IdOfAsync("salesShipments", Sandbox.BusinessCentral.Shipments.Single(shipment => shipment.Reference == reference).Number, cancellationToken);
    }

    private VendorEffect Look(string reference, bool credit, Money total, decimal units)
    {
        var held = Sandbox.BusinessCentral.Documents.Where(document => document.Reference == reference && document.CreditMemo == credit).ToList();
        return new(held.Count, held.All(document => document.Total == total.Amount && document.Lines.Sum(line => line.Units) == units) ? null : $"total or units of {string.Join(", ", held)}");
    }

    private async Task<VendorEffect> LookAsync(string number, Customer customer, CancellationToken cancellationToken)
    {
        var held = (await FindAsync("customers", number, cancellationToken)).ToList();
        var name = $"{customer.FirstName?.Trim()} {customer.LastName?.Trim()}".Trim();
        return new(held.Count, held.All(row => (string?)row["displayName"] == (name.Length > 0 ? name : number) && ((string?)row["email"] ?? "") == (customer.Email ?? "")) ? null : "name or e-mail address");
    }

    private void Item(int number)
    {
        if (numbers.Add(NumberOf(number)))
        {
            Sandbox.BusinessCentral.AddItem(NumberOf(number), $"Shirt {number}", UnitPrice, 4m, []);
        }
    }

    private async Task<ExternalId> CustomerAsync(int number, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue((EntityType.Customer, number), out var there))
        {
            await CallAsync(HttpMethod.Patch, $"customers({there})", new JsonObject { ["displayName"] = $"Grace Hopper {++changes}" }, cancellationToken);
            return there;
        }

        Sandbox.BusinessCentral.AddCustomer(NumberOf(number), $"Grace Hopper {number}");
        return Known[(EntityType.Customer, number)] = await IdOfAsync("customers", NumberOf(number), cancellationToken);
    }

    private async Task<ExternalId> IdOfAsync(string collection, string number, CancellationToken cancellationToken) => (string)(await FindAsync(collection, number, cancellationToken)).Single()["id"]!;

    private async Task<IEnumerable<JsonNode>> FindAsync(string collection, string number, CancellationToken cancellationToken) =>
        (await CallAsync(HttpMethod.Get, $"{collection}?$filter={Uri.EscapeDataString($"number eq '{number}'")}", null, cancellationToken))["value"]!.AsArray().Select(row => row!);

    protected async Task<JsonNode> CallAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        // Tokens live for an hour, and a check may take longer by its own clock.
        (token, granted) = Host.Time.GetUtcNow() - granted < TimeSpan.FromMinutes(50) ? (token, granted) : (null, Host.Time.GetUtcNow());
        token ??= (string?)(await AskAsync(HttpMethod.Post, $"{erp.Tenant}/oauth2/v2.0/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = erp.ClientId, ["client_secret"] = erp.ClientSecret, ["scope"] = "https://api.businesscentral.dynamics.com/.default",
        }), _ => { }, cancellationToken))["access_token"];
        var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await AskAsync(method, $"v2.0/{erp.Tenant}/{erp.Environment}/api/v2.0/companies({erp.CompanyId})/{path}", content, headers =>
        {
            headers.Authorization = new("Bearer", token);
            if (method == HttpMethod.Patch)
            {
                headers.TryAddWithoutValidation("If-Match", "*");
            }
        }, cancellationToken);
    }
}
