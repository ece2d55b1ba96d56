using System.Text.Json.Nodes;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;
using RetailConnect.Sync.Orders;
using RetailConnect.Sync.Replay;

namespace RetailConnect.Sync.Tests;

/// <summary>What a person writes into a dead letter, and what ends with it.</summary>
public sealed class LetterRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private readonly MemoryCrosswalk crosswalk = new();

    [Fact]
    public void An_edit_is_kept_in_canonical_form()
    {
        var json = Json(order => order["lines"]![0]!["sku"] = "GOOD");
        var (content, refusal) = Rule().Read(Parked(), $"  {json.Replace("\":", "\" : ", StringComparison.Ordinal)}\n");
        Assert.Equal("", refusal);
        var good = Sale() with { Lines = [Sale().Lines[0] with { Sku = new Sku("GOOD") }] };
        Assert.Equal(CanonicalJson.Serialize(good), content!.Body.ToArray());
        Assert.Equal(CanonicalJson.Fingerprint(Intake().Content(good)), content.Fingerprint);
    }

    [Theory]
    [InlineData("sku", "qty", "qty")]
    [InlineData("quantity", "quantity\":\"two\",\"x", "$.lines[0].quantity")]
    public void An_edit_that_is_no_order_is_refused_with_its_place(string word, string instead, string named)
    {
        var (content, refusal) = Rule().Read(Parked(), Json(_ => { }).Replace($"\"{word}\"", $"\"{instead}\"", StringComparison.Ordinal));
        Assert.Null(content);
        Assert.StartsWith("The edited content is no order: ", refusal, StringComparison.Ordinal);
        Assert.Contains(named, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_cannot_make_it_another_order()
    {
        var (content, refusal) = Rule().Read(Parked(), Json(order => order["id"] = "8"));
        Assert.Null(content);
        Assert.Equal("The edited content is of '8', the dead letter of '7'; an edit can't make it another entity.", refusal);
    }

    [Fact]
    public void What_has_no_content_is_not_edited()
    {
        var (content, refusal) = Rule().Read(Parked() with { Body = default }, Json(_ => { }));
        Assert.Null(content);
        Assert.Contains("no content", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_without_end_is_refused_before_it_is_read() => Assert.Contains("1000001 characters", Rule().Read(Parked(), new string('[', 1_000_001)).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Content_that_this_version_cannot_read_can_be_written_anew()
    {
        Assert.NotNull(Rule().Read(Parked() with { Body = "{"u8.ToArray() }, Json(_ => { })).Content);
        Assert.Null(Rule().Read(Parked() with { Body = "{"u8.ToArray() }, Json(order => order["id"] = "8")).Content);
    }

    [Fact]
    public async Task What_is_resolved_closes_its_document_and_is_known_to_the_target()
    {
        var commit = await Rule().EndAsync(Stored(Parked()), "SO-1001", Noon, CancellationToken.None);
        Assert.Equal(new LedgerClosing(TestConnection.Tenant, "order:web-7", Noon), Assert.Single(commit.LedgerClosings));
        Assert.Equal(new CrosswalkLink(new(TestConnection.Tenant, EntityType.Order, "erp"), new("web-7"), "SO-1001", CanonicalJson.Fingerprint(Intake().Content(Sale()))), Assert.Single(commit.Links));
        Assert.Empty((await Rule().EndAsync(Stored(Parked()), null, Noon, CancellationToken.None)).Links);
    }

    [Fact]
    public async Task What_cannot_be_read_can_still_be_ended()
    {
        var commit = await Rule().EndAsync(Stored(Parked() with { Body = "{"u8.ToArray() }), "SO-1001", Noon, CancellationToken.None);
        Assert.Null(Assert.Single(commit.Links).Fingerprint);
        Assert.Empty((await Rule().EndAsync(Stored(Parked() with { Body = default }), null, Noon, CancellationToken.None)).LedgerClosings);
    }

    private static Order Sale() => new()
    {
        Id = "7", PlacedAt = Noon, Status = OrderStatus.Completed, TaxesIncluded = true, Total = MoneyPair.Of(new(10m, "EUR")),
        Lines = [new OrderLine { Id = "l", Sku = new Sku("WRONG"), Quantity = 1, UnitPrice = MoneyPair.Of(new(10m, "EUR")) }],
    };

    private static string Json(Action<JsonNode> edit)
    {
        var order = JsonNode.Parse(CanonicalJson.Serialize(Sale()))!;
        edit(order);
        return order.ToJsonString();
    }

    private static NewEnvelope Parked() => new()
    {
        Lane = new(TestConnection.Tenant, "orders", "erp"), Type = EntityType.Order, Origin = "web", Entity = "7", Canonical = new("web-7"), OrderKey = "web-7", Version = "1", Key = IdempotencyKey.Derive("7"),
        Fingerprint = "f", Body = CanonicalJson.Serialize(Sale()), AcceptedAt = Noon,
    };

    private static StoredEnvelope Stored(NewEnvelope envelope) => new() { Id = 1, Envelope = envelope, Attempts = 1 };

    private UnpostedSales Unposted() => new("erp", [], new EngineParts(null!, null!, null!, crosswalk, null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new() });

    private OrderIntake Intake() => new(Unposted(), Sold(), crosswalk);

    private SoldKits Sold() => new(new KitBook(new(TestConnection.Tenant, [], [], []), null, TimeProvider.System), crosswalk);

    private LetterRule<Order> Rule() => new(Intake(), new OrderCompletion(Unposted(), Sold()));
}
