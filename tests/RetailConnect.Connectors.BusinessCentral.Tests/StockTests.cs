using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class StockTests
{
    private const string Row = """{"itemNumber":"SHIRT","variantCode":"RED","locationCode":"MAIN","inventory":10,"quantityOnSalesOrders":3,"quantityOnCreditMemos":1,"lastModifiedDateTime":"2026-11-22T10:00:00Z"}""";
    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.FromMinutes(2));

    private static string Page => $"/v2.0/contoso.com/Production/api/retailconnect/stock/v1.0/companies({Wire.Company})/stockLevels";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_the_stock_page_become_levels()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Page, Wire.Page($$"""{{Row}},{"itemNumber":"MUG","variantCode":"","locationCode":"","inventory":1,"quantityOnSalesOrders":0,"quantityOnCreditMemos":0},{"itemNumber":"CUP","locationCode":"MAIN","inventory":1}"""));

        var page = await wire.Open().Part<IChangeSource<StockLevel>>()!.ReadAsync(FromStart, Token);

        Snapshot.Match(page.Changes[0].Value!, "stock-level");
        Assert.Equal(("SHIRT-RED@MAIN", "2026-11-22T10:00:00.0000000Z"), (page.Changes[0].Entity.Value, page.Changes[0].Version));
        Assert.Equal([null, Reasons.UnknownLocation, Reasons.UnknownValue], page.Changes.Select(change => change.Fault?.Reason));
    }

    [Fact]
    public async Task Stock_is_read_by_item_number_of_linked_and_of_unlinked_skus()
    {
        await using var wire = new Wire().Link(EntityType.Variant, Wire.Name, "SHIRT-RED", "SHIRT/20000000-0000-0000-0000-000000000001");
        wire.Answer("GET", Page, Wire.Page($"{Row},{Row.Replace("MAIN", "EAST", StringComparison.Ordinal)}"), filter: "itemNumber eq 'SHIRT' or itemNumber eq 'A-B' or itemNumber eq 'A'");

        var levels = await wire.Open().Part<IEntitySource<StockLevel>>()!.ReadAsync(["SHIRT-RED@MAIN", "A-B@MAIN", "nonsense"], Token);

        Assert.Equal("SHIRT-RED@MAIN", Assert.Single(levels).Entity.Value);
    }

    [Fact]
    public async Task Item_numbers_are_asked_for_in_portions()
    {
        await using var wire = new Wire();
        wire.Answer("GET", Page, Wire.Page(""));

        await wire.Open().Part<IEntitySource<StockLevel>>()!.ReadAsync([.. Enumerable.Range(0, 45).Select(number => new ExternalId($"N{number}@MAIN"))], Token);

        Assert.Equal([20, 20, 5], wire.Sent.Select(sent => sent.Split(" or ").Length));
    }

    [Fact]
    public async Task Without_the_stock_page_the_item_total_stands_for_the_default_location()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page("""{"id":"10000000-0000-0000-0000-000000000009","salesOrderLines":[{"lineType":"Item","lineObjectNumber":"MUG","quantity":5,"shippedQuantity":2},{"lineType":"Account","lineObjectNumber":"MUG","quantity":1},{"lineType":"Item","lineObjectNumber":"MUG","quantity":1}]}"""));
        wire.Api200("items", Wire.Page("""{"id":"10000000-0000-0000-0000-000000000001","number":"MUG","type":"Inventory","inventory":20},{"id":"10000000-0000-0000-0000-000000000002","number":"WORK","type":"Service","inventory":0},{"id":"10000000-0000-0000-0000-000000000003","number":"SHIRT","type":"Inventory","inventory":9,"lastModifiedDateTime":"2026-11-22T10:00:00Z","itemVariants":[{"code":"RED"}]}"""));
        wire.Api200("salesCreditMemos", Wire.Page("""{"id":"10000000-0000-0000-0000-000000000008","salesCreditMemoLines":[{"lineType":"Item","lineObjectNumber":"MUG","quantity":1}]}"""), "status eq 'Draft' or status eq 'In Review'");
        var connection = wire.Open(options => (options.StockPageRoute, options.DefaultLocation) = ("", "MAIN"));

        var page = await connection.Part<IChangeSource<StockLevel>>()!.ReadAsync(FromStart, Token);
        var byId = await connection.Part<IEntitySource<StockLevel>>()!.ReadAsync(["MUG@MAIN", "MUG@EAST"], Token);

        var level = page.Changes[0].Value!;
        Assert.Equal((20m, 4m, 1m, 17m), (level.OnHand!.Value.Value, level.Committed!.Value.Value, level.Returning!.Value.Value, level.Available.Value));
        Assert.Equal(Wire.Start, level.ObservedAt);
        Assert.Equal("stock-page-needed", page.Changes[1].Fault!.Reason);
        Assert.Equal(2, page.Changes.Count);
        Assert.Equal(level, Assert.Single(byId).Value);
        Assert.Equal(["salesOrders", "items", "salesCreditMemos"], wire.Sent.Take(3).Select(sent => sent[(sent.LastIndexOf('/') + 1)..sent.IndexOf('?', StringComparison.Ordinal)]));
    }
}
