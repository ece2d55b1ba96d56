using Microsoft.Extensions.Time.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>Posted shipments become shipments of the orders that a channel wrote.</summary>
public sealed class ShipmentSourceTests
{
    private const string Red = "20000000-0000-0000-0000-000000000001";
    private const string Blue = "20000000-0000-0000-0000-000000000002";
    private const string Shirt = $$"""{"id":"10000000-0000-0000-0000-000000000001","number":"SHIRT","itemVariants":[{"id":"{{Red}}","code":"RED"},{"id":"{{Blue}}","code":"BLUE"}]}""";
    private const string Mug = """{"id":"10000000-0000-0000-0000-000000000002","number":"MUG","itemVariants":[]}""";
    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.FromMinutes(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shipment_names_its_order_by_the_reference_and_its_variants_by_the_orders_lines()
    {
        await using var wire = new Wire();
        wire.Api200("salesShipments", Wire.Page(Shipment("web-5001", Line(10000, "SHIRT", 2), Line(20000, "SHIRT", 1), Line(30000, "MUG", 3), """{"sequence":40000,"lineType":"Account","lineObjectNumber":"6810","quantity":1}""")));
        wire.Api200("items", Wire.Page($"{Shirt},{Mug}"));
        wire.Api200("salesOrders", Wire.Page($$"""{"id":"{{Red}}","salesOrderLines":[{{Sold(10000, Red)}}]}"""));
        wire.Api200("salesInvoices", Wire.Page($$"""{"id":"{{Red}}","salesInvoiceLines":[{{Sold(20000, Blue)}},{{Sold(30000, null, "MUG")}}]}"""));

        var change = Assert.Single((await wire.Open().Part<IChangeSource<Shipment>>()!.ReadAsync(FromStart, Token)).Changes);

        Snapshot.Match(change.Value!, "shipment");
        Assert.Equal("2026-11-22T10:00:00.0000000Z", change.Version);
        Assert.Equal(
            [
                $"GET {wire.Api}/salesShipments?$expand=salesShipmentLines&$count=true", $"GET {wire.Api}/items?$filter=number eq 'SHIRT' or number eq 'MUG'&$expand=itemVariants",
                $"GET {wire.Api}/salesOrders?$filter=number eq 'SO-1'&$expand=salesOrderLines", $"GET {wire.Api}/salesInvoices?$filter=orderNumber eq 'SO-1'&$expand=salesInvoiceLines",
            ],
            wire.Sent);
    }

    [Fact]
    public async Task A_shipment_without_reference_costs_no_further_call_and_names_no_order()
    {
        await using var wire = new Wire();
        wire.Api200("salesShipments", Wire.Page(Shipment("", Line(10000, "SHIRT", 2))));
        var shipment = Assert.Single((await wire.Open().Part<IChangeSource<Shipment>>()!.ReadAsync(FromStart, Token)).Changes).Value!;
        Assert.Equal((new OrderReference(), 0, false), (shipment.Order, shipment.Lines.Count, shipment.Cancelled));
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_shipment_that_was_undone_is_cancelled_and_one_that_was_undone_in_part_holds_the_rest()
    {
        await using var wire = new Wire();
        wire.Api200("salesShipments", Wire.Page($"{Shipment("web-1", Line(10000, "MUG", 2), Line(20000, "MUG", -2))},{Shipment("web-2", Line(10000, "MUG", 3), Line(20000, "MUG", -1))}"));
        wire.Api200("items", Wire.Page(Mug));
        var changes = (await wire.Open().Part<IChangeSource<Shipment>>()!.ReadAsync(FromStart, Token)).Changes;
        Assert.Equal([(true, 2m), (false, 2m)], changes.Select(change => (change.Value!.Cancelled, Assert.Single(change.Value.Lines).Quantity.Value)));
    }

    [Fact]
    public async Task A_variant_that_nothing_names_is_for_a_person_and_does_not_hold_up_the_page()
    {
        await using var wire = new Wire();
        wire.Api200("salesShipments", Wire.Page($"{Shipment("web-1", Line(10000, "SHIRT", 2))},{Shipment("web-2", Line(10000, "MUG", 1))}"));
        wire.Api200("items", Wire.Page($"{Shirt},{Mug}"));
        wire.Api200("salesOrders", Wire.Page(""));
        wire.Api200("salesInvoices", Wire.Page(""));
        var changes = (await wire.Open().Part<IChangeSource<Shipment>>()!.ReadAsync(FromStart, Token)).Changes;
        Assert.Equal([Reasons.UnknownSku, null], changes.Select(change => change.Fault?.Reason));
    }

    [Fact]
    public async Task A_poll_reads_what_changed_since_with_an_overlap()
    {
        await using var wire = new Wire();
        wire.Api200("salesShipments", Wire.Page(""));
        var source = wire.Open().Part<IChangeSource<Shipment>>()!;
        var page = await source.ReadAsync(FromStart, Token);
        await source.ReadAsync(new(page.Next, 250, TimeSpan.FromMinutes(2)), Token);
        Assert.Equal($"GET {wire.Api}/salesShipments?$filter=lastModifiedDateTime gt 2026-11-23T07:58:00.000Z&$expand=salesShipmentLines", wire.Sent[1]);
    }

    /// <summary>Nothing was heard of the vendor when the window was opened, and the host's clock is ahead: what changes until then must not fall between two windows.</summary>
    [Fact]
    public async Task The_next_window_begins_by_the_vendors_clock_from_the_first_read_on()
    {
        var world = new FakeTimeProvider(Wire.Start);
        await using var wire = new Wire { Time = new HostClock(world) { Offset = TimeSpan.FromMinutes(24) }, VendorTime = world };
        wire.Api200("salesShipments", Wire.Page(""));
        var source = wire.Open().Part<IChangeSource<Shipment>>()!;
        var page = await source.ReadAsync(FromStart, Token);
        await source.ReadAsync(new(page.Next, 250, TimeSpan.FromMinutes(2)), Token);
        Assert.Equal($"GET {wire.Api}/salesShipments?$filter=lastModifiedDateTime gt 2026-11-23T07:58:00.000Z&$expand=salesShipmentLines", wire.Sent[1]);
    }

    private static string Shipment(string reference, params string[] lines) => $$"""
        {"@odata.etag":"1","id":"30000000-0000-0000-0000-00000000000{{reference.Length}}","number":"SS-1","externalDocumentNumber":"{{reference}}","orderNumber":"SO-1","postingDate":"2026-11-22","lastModifiedDateTime":"2026-11-22T10:00:00Z",
         "somethingNew":1,"salesShipmentLines":[{{string.Join(',', lines)}}]}
        """;

    private static string Line(int sequence, string item, decimal quantity) => FormattableString.Invariant($$"""{"sequence":{{sequence}},"lineType":"Item","lineObjectNumber":"{{item}}","quantity":{{quantity}}}""");

    private static string Sold(int sequence, string? variant, string item = "SHIRT") => $$"""{"sequence":{{sequence}},"lineType":"Item","lineObjectNumber":"{{item}}","itemVariantId":{{(variant is null ? "null" : $"\"{variant}\"")}},"quantity":9}""";
}
