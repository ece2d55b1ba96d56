using RetailConnect.Sync.Orders;

namespace RetailConnect.Sync.Tests;

/// <summary>Two shops of one retailer number their orders alike: a number that both gave names none.</summary>
public sealed class OrderNumberTests
{
    private static readonly OrderReference Receipt = new() { Number = "#1001" };
    private readonly MemoryCrosswalk crosswalk = new();

    [Fact]
    public async Task A_number_that_one_shop_gave_names_its_order_however_often_it_is_read()
    {
        await ReadAsync("web-eu", "1");
        await ReadAsync("web-eu", "1");
        Assert.Equal(CanonicalIds.Of("web-eu", "1"), await FindAsync(Receipt));
    }

    [Fact]
    public async Task A_number_of_two_shops_is_for_a_person_whichever_was_read_last()
    {
        await ReadAsync("web-eu", "1");
        await ReadAsync("web-us", "7");
        await ReadAsync("web-eu", "1");
        Assert.Null(await crosswalk.FindOrderAsync(TestConnection.Tenant, "pos", Receipt, CancellationToken.None));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await FindAsync(Receipt));
        Assert.Equal((FaultKind.Rejected, Reasons.AmbiguousMatch), (fault.Kind, fault.Reason));
        Assert.Contains("#1001", fault.Message, StringComparison.Ordinal);
        Assert.Equal("web-us-7", (await FindAsync(Receipt with { Reference = "web-us-7" }))!.Value.Value);
    }

    [Fact]
    public async Task A_number_that_its_shop_gave_again_is_the_newer_orders()
    {
        await ReadAsync("web-eu", "1");
        await ReadAsync("web-eu", "2");
        Assert.Equal(CanonicalIds.Of("web-eu", "2"), await FindAsync(Receipt));
    }

    private ValueTask<CanonicalId?> FindAsync(OrderReference order) => OrderNumbers.FindOrderAsync(crosswalk, TestConnection.Tenant, "pos", order, CancellationToken.None);

    private async Task ReadAsync(string connection, string id)
    {
        var order = CanonicalIds.Of(connection, id);
        var link = await OrderNumbers.LinkAsync(crosswalk, TestConnection.Tenant, connection, order, "#1001", CancellationToken.None);
        crosswalk.Link(link.Scope, link.Canonical.Value, link.External.Value);
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Order, connection), order.Value, id);
    }
}
