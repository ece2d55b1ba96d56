using static RetailConnect.Connectors.Shopify.Tests.Samples;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>A window over more than Shopify leads through.</summary>
public sealed class WindowTests
{
    private const string Noon = "2026-11-22T11:00:00Z";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ReadRequest At(string? cursor) => new(cursor is null ? null : new Cursor(cursor), 60, TimeSpan.Zero);

    private static string Orders(string? next, int count = 60) => $$"""{"page":{{Wire.Page(string.Join(',', Enumerable.Range(0, count).Select(number => Version($"gid://shopify/Order/{number}", Noon))), next)}} }""";

    private static async Task<ChangePage<Order>> Read(Wire wire, ReadRequest request) => await wire.Open().Part<IChangeSource<Order>>()!.ReadAsync(request, Token);

    private static Wire Answered(string? next)
    {
        var wire = new Wire().Data("OrderVersions", Orders(next));
        for (var i = 0; i < 12; i++)
        {
            wire.Data("OrdersById", """{"nodes":[null]}""");
        }

        return wire;
    }

    [Fact]
    public async Task Pages_are_counted_while_the_window_goes_on()
    {
        await using var wire = Answered("c2");
        var page = await Read(wire, At("|2026-11-23T08:00:00.0000000Z|#120#c1"));
        Assert.Equal("c1", wire.Variables("OrderVersions")[0]["after"]!.GetValue<string>());
        Assert.Equal("|2026-11-23T08:00:00.0000000Z|#180#c2", page.Next.Value);
    }

    [Fact]
    public async Task Window_begins_anew_at_its_last_change_before_shopify_leads_no_further()
    {
        await using var wire = Answered("c2");
        wire.Data("OrderVersions", Orders(null, 0));

        var page = await Read(wire, At("2026-11-01T00:00:00.0000000Z|2026-11-23T08:00:00.0000000Z|#19950#c1"));
        var last = await Read(wire, At(page.Next.Value));

        Assert.Equal((true, false), (page.More, last.More));
        Assert.Equal("""{"first":60,"query":"updated_at:\u003E=\u00272026-11-22T11:00:00Z\u0027"}""", wire.Variables("OrderVersions")[1].ToJsonString());
        Assert.Equal("2026-11-23T08:00:00.0000000Z", last.Next.Value);
    }

    [Fact]
    public async Task Window_that_would_begin_anew_where_it_began_goes_on_instead()
    {
        await using var wire = Answered("c2");
        var page = await Read(wire, At("2026-11-22T11:00:00.5000000Z|2026-11-23T08:00:00.0000000Z|#19950#c1"));
        Assert.EndsWith("|#20010#c2", page.Next.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursor_of_an_earlier_release_goes_on_where_it_was()
    {
        await using var wire = Answered("c2");
        var page = await Read(wire, At("|2026-11-23T08:00:00.0000000Z|c1"));
        Assert.Equal("c1", wire.Variables("OrderVersions")[0]["after"]!.GetValue<string>());
        Assert.EndsWith("|#60#c2", page.Next.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_read_begins_where_the_sync_does()
    {
        await using var wire = new Wire().Data("OrderVersions", Orders(null, 0));
        await Read(wire, At(null) with { From = DateTimeOffset.Parse(Noon, null) });
        Assert.Contains("updated_at:>='2026-11-22T11:00:00Z'", wire.Variables("OrderVersions")[0]["query"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Customers", typeof(Customer))]
    [InlineData("Products", typeof(Product))]
    [InlineData("RefundedOrders", typeof(Return))]
    public async Task Every_window_begins_anew(string operation, Type type)
    {
        // What a node lacks besides makes it a dead letter, and the window goes on.
        await using var wire = new Wire().Data(operation, $$"""{"page":{{Wire.Page($$"""{"id":"gid://shopify/X/1","updatedAt":"{{Noon}}","refunds":[]}""", "c2")}} }""");
        const string Cursor = "|2026-11-23T08:00:00.0000000Z|#19999#c1";
        Cursor next;
        if (type == typeof(Product))
        {
            wire.Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true} }""");
            next = (await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(At(Cursor), Token)).Next;
        }
        else
        {
            next = type == typeof(Customer) ? (await wire.Open().Part<IChangeSource<Customer>>()!.ReadAsync(At(Cursor), Token)).Next : (await wire.Open().Part<IChangeSource<Return>>()!.ReadAsync(At(Cursor), Token)).Next;
        }

        Assert.Equal("2026-11-22T11:00:00.0000000Z|2026-11-23T08:00:00.0000000Z|", next.Value);
    }
}
