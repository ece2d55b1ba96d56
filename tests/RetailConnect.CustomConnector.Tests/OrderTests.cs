using System.Net;
using CustomConnector.StandIn;

namespace RetailConnect.CustomConnector.Tests;

/// <summary>What the kit does not look at: orders that change, and settings.</summary>
public sealed class OrderTests
{
    private const string Reference = "web-1";

    [Fact]
    public async Task A_changed_order_is_written_at_its_version_and_stays_one_order()
    {
        await using var depot = new Depot();
        var receipt = await depot.WriteAsync(Sold(2));
        await depot.WriteAsync(Sold(5), receipt.Id);
        await depot.WriteAsync(Sold(5), receipt.Id);
        await depot.WriteAsync(Sold(5) with { Status = OrderStatus.Cancelled }, receipt.Id);
        var held = Assert.Single(depot.StandIn.Orders.Under(Reference));
        Assert.Equal("cancelled", (string?)held["state"]);
        Assert.Equal(5m, (decimal)held["lines"]![0]!["quantity"]!);
    }

    [Fact]
    public async Task An_order_that_was_called_off_before_it_was_sent_is_not_sent()
    {
        await using var depot = new Depot();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => depot.WriteAsync(Sold(2) with { Status = OrderStatus.Cancelled }).AsTask());
        Assert.Equal((FaultKind.Unsupported, Reasons.CancelledBeforePosting), (fault.Kind, fault.Reason));
        Assert.Empty(depot.StandIn.Orders.Under(Reference));
    }

    [Fact]
    public async Task A_refusal_tells_its_reason_and_the_vendors_request_id()
    {
        await using var depot = new Depot();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => depot.WriteAsync(Sold(0)).AsTask());
        Assert.Equal((FaultKind.Rejected, Reasons.InvalidQuantity, "depot-000001"), (fault.Kind, fault.Reason, fault.VendorRequestId));
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData(null, HttpStatusCode.PreconditionRequired)]
    [InlineData("\"2\"", HttpStatusCode.OK)]
    public async Task The_stand_in_takes_a_change_at_the_current_version_only(string? etag, HttpStatusCode status)
    {
        await using var depot = new Depot();
        var receipt = await depot.WriteAsync(Sold(2));
        await depot.WriteAsync(Sold(3), receipt.Id);
        var body = depot.StandIn.Orders.Under(Reference)[0].ToJsonString();
        using var answer = depot.StandIn.Orders.Change(receipt.Id.Value, body, etag, key: null);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public void The_stand_in_refuses_a_key_that_belongs_to_another_request()
    {
        var book = new OrderBook();
        var body = """{"reference":"web-1","state":"open","currency":"EUR","lines":[{"sku":"A","title":"","quantity":1,"unitPrice":1}]}""";
        using var first = book.Create(body, "key-1");
        using var again = book.Create(body, "key-1");
        using var other = book.Create(body.Replace("\"A\"", "\"B\"", StringComparison.Ordinal), "key-1");
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity], new[] { first, again, other }.Select(answer => answer.StatusCode));
        Assert.Single(book.Under(Reference));
    }

    [Theory]
    [InlineData("BaseAddress", "http://depot.example/", "a-key-that-is-long-enough")]
    [InlineData("ApiKey", "https://depot.example/", "short")]
    public void A_wrong_setting_is_named_when_the_connection_is_opened(string setting, string address, string key)
    {
        var options = new global::CustomConnector.Depot.DepotOptions { BaseAddress = new(address), ApiKey = key, WebhookSecret = EventPost.Secret };
        var wrong = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => Depot.OpenWith(options));
        Assert.Contains(setting, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_adds_a_connection_under_a_name()
    {
        var retail = new RetailConnectBuilder(new Microsoft.Extensions.DependencyInjection.ServiceCollection())
            .AddTenant("northwind", tenant => tenant.AddDepot("depot", options => options.BaseAddress = new("https://depot.example/")));
        var connection = Assert.Single(Assert.Single(retail.Tenants).Connections);
        Assert.Equal(("depot", "depot"), (connection.Name, connection.System));
    }

    private static Order Sold(decimal units)
    {
        var price = MoneyPair.Of(new(12m, "EUR"));
        return new() { Id = "1", PlacedAt = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), Status = OrderStatus.Open, Total = price * units, Lines = [new() { Id = "1", Sku = new("LAMP-1-S"), Title = "Lamp", Quantity = units, UnitPrice = price }] };
    }
}
