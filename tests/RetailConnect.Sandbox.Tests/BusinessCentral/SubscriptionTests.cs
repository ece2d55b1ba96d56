namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class SubscriptionTests
{
    private const string Path = $"{Erp.Root}subscriptions";
    private const string Resource = "companies(b2c00000-0000-4000-8000-000000000001)/";
    private readonly Erp erp = new();

    [Theory]
    [InlineData(Resource + "items")]
    [InlineData("/api/v2.0/" + Resource + "salesOrders")]
    [InlineData("api/v2.0/" + Resource + "customers")]
    [InlineData("https://api.example" + Erp.Company + "salesCreditMemos")]
    public void Supported_resources_can_be_subscribed_to(string resource) => Assert.Equal(201, Subscribe(resource).Status);

    [Theory]
    [InlineData("items")]
    [InlineData(Resource + "itemVariants")]
    [InlineData(Resource + "locations")]
    [InlineData(Resource + "itemLedgerEntries")]
    [InlineData(Resource + "salesShipments")]
    [InlineData(Resource + "stockLevels")]
    [InlineData(Resource + "nonsense")]
    [InlineData(Resource + "items/")]
    [InlineData(Resource + "items(00000000-0000-4000-8000-000000000001)")]
    [InlineData("companies(deadbeef-0000-4000-8000-000000000001)/items")]
    [InlineData("companies(------------------------------------)/items")]
    [InlineData("https://api.example/v2.0/other/Sandbox/api/v2.0/" + Resource + "items")]
    [InlineData("file:///" + Resource + "items")]
    [InlineData("")]
    public void Other_resources_are_refused_without_asking_the_receiver(string resource)
    {
        Subscribe(resource).Refused(400, "BadRequest");
        Assert.Empty(erp.Outbox.Asked);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("/relative")]
    [InlineData("ftp://sync.example/hooks")]
    [InlineData("http://sync.example/hooks")]
    [InlineData("mailto:someone@sync.example")]
    public void Address_that_is_not_encrypted_is_refused(string address)
    {
        Subscribe(Resource + "items", address).Refused(400, "BadRequest");
        Assert.Empty(erp.Outbox.Asked);
    }

    [Theory]
    [InlineData("https://sync.example/hooks/erp", "/hooks/erp?validationToken=")]
    [InlineData("https://sync.example/hooks?tenant=a%26b&key=1", "/hooks?tenant=a%26b&key=1&validationToken=")]
    [InlineData("http://127.0.0.1:5000/hooks?x", "/hooks?x&validationToken=")]
    public void Handshake_keeps_the_receivers_own_query(string address, string expected)
    {
        Assert.Equal(201, Subscribe(Resource + "items", address).Status);
        Assert.StartsWith(expected, Assert.Single(erp.Outbox.Asked).PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public void Handshake_without_the_token_is_refused()
    {
        erp.Outbox.OnAsk = (_, _) => new(new SandboxResponse(200, "other"u8.ToArray()));
        Subscribe(Resource + "items").Refused(400);
        erp.Outbox.OnAsk = (_, _) => new((SandboxResponse?)null);
        Subscribe(Resource + "items").Refused(400);
        erp.Outbox.OnAsk = (_, _) => throw new InvalidOperationException("The line is broken.");
        Subscribe(Resource + "items").Refused(400);
        Assert.Empty(erp.Send("GET", Path).Value);
    }

    [Fact]
    public async Task Handshake_has_a_time_limit()
    {
        erp.Outbox.OnAsk = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, erp.Time, cancellationToken);
            return null;
        };
        var answer = erp.Start("POST", Path, Body(Resource + "items"));
        Assert.False(answer.IsCompleted);

        erp.Time.Advance(TimeSpan.FromMinutes(1));

        new Answer(await answer).Refused(400);
    }

    [Fact]
    public void Delete_needs_the_version()
    {
        var made = Subscribe(Resource + "items");
        var address = AddressOf(made);
        erp.Send("DELETE", address).Refused(400);
        erp.Send("DELETE", address, etag: "W/\"old\"").Refused(409, "Request_EntityChanged");
        Assert.Equal(204, erp.Send("DELETE", address, etag: made.Etag).Status);
        erp.Send("DELETE", address, etag: "*").Refused(404);
    }

    [Fact]
    public void Renewal_needs_the_version()
    {
        var made = Subscribe(Resource + "items");
        erp.Time.Advance(TimeSpan.FromMinutes(50));
        erp.Send("PATCH", AddressOf(made), Body(Resource + "items")).Refused(400);
        erp.Send("PATCH", AddressOf(made), Body(Resource + "items"), "W/\"old\"").Refused(409);
        erp.Send("PATCH", AddressOf(made), Body(Resource + "locations"), made.Etag).Refused(400);
        var renewed = erp.Send("PATCH", AddressOf(made), Body(Resource + "items"), made.Etag);
        Assert.Equal(200, renewed.Status);
        Assert.Equal("2026-05-07T09:50:00.000Z", (string?)renewed.Json["expirationDateTime"]);
    }

    [Theory]
    [InlineData("POST", "('x')", 405)]
    [InlineData("PATCH", "", 405)]
    [InlineData("DELETE", "", 405)]
    [InlineData("PATCH", "('x')", 404)]
    [InlineData("GET", "('x')", 404)]
    [InlineData("GET", "?$filter=x", 400)]
    [InlineData("PUT", "", 405)]
    public void Other_requests_are_refused(string method, string rest, int status) => erp.Send(method, Path + rest, Body(Resource + "items"), "*").Refused(status);

    [Fact]
    public async Task Subscription_that_is_deleted_during_its_renewal_is_not_found()
    {
        var made = Subscribe(Resource + "items");
        var (answer, receiver) = Renewing(made);
        erp.Send("DELETE", AddressOf(made), etag: made.Etag);

        receiver.SetResult(Outbox.Echo(erp.Outbox.Asked[^1]));

        new Answer(await answer).Refused(404);
        Assert.Empty(erp.Send("GET", Path).Value);
    }

    [Fact]
    public async Task Subscription_that_is_renewed_twice_at_once_conflicts()
    {
        var made = Subscribe(Resource + "items");
        var (answer, receiver) = Renewing(made);
        erp.Outbox.OnAsk = (url, _) => new(Outbox.Echo(url));
        Assert.Equal(200, erp.Send("PATCH", AddressOf(made), Body(Resource + "items"), made.Etag).Status);

        receiver.SetResult(Outbox.Echo(erp.Outbox.Asked[1]));

        new Answer(await answer).Refused(409);
    }

    private static string Body(string resource, string address = "https://sync.example/hooks") => $$"""{"notificationUrl":"{{address}}","resource":"{{resource}}","clientState":"hush"}""";

    private static string AddressOf(Answer made) => $"{Path}('{(string)made.Json["subscriptionId"]!}')";

    private Answer Subscribe(string resource, string address = "https://sync.example/hooks") => erp.Send("POST", Path, Body(resource, address));

    private (Task<SandboxResponse> Answer, TaskCompletionSource<SandboxResponse?> Receiver) Renewing(Answer made)
    {
        var receiver = new TaskCompletionSource<SandboxResponse?>();
        erp.Outbox.OnAsk = (_, _) => new(receiver.Task);
        return (erp.Start("PATCH", AddressOf(made), Body(Resource + "items"), made.Etag), receiver);
    }
}
