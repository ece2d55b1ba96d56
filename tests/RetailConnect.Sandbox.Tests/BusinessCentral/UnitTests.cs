using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

/// <summary>A line counts in its own unit, stock in the item's base unit.</summary>
public sealed class UnitTests
{
    private readonly Erp erp = new();

    [Theory]
    [InlineData("", "PCS", 24, 2)]
    [InlineData(",\"unitOfMeasureCode\":\"PCS\"", "PCS", 24, 2)]
    [InlineData(",\"unitOfMeasureCode\":\"BOX\"", "BOX", 288, 24)]
    public void A_line_is_sold_by_its_unit_and_priced_by_it(string more, string unit, decimal price, decimal pieces)
    {
        erp.Simulator.AddUnit("1000", "BOX", 12, sells: false);

        var line = Line(erp.NewOrder("R1", $$"""{"lineType":"Item","lineObjectNumber":"1000","quantity":2{{more}}}""").Id);

        Assert.Equal((unit, price), ((string?)line["unitOfMeasureCode"], (decimal)line["unitPrice"]!));
        Assert.Equal(pieces, erp.Simulator.Stock.Where(row => row.Sku == "1000").Sum(row => row.OnOrders));
    }

    [Fact]
    public void A_line_without_unit_is_sold_by_the_items_sales_unit()
    {
        erp.Simulator.AddUnit("1000", "BOX", 12, sells: true);
        Assert.Equal("BOX", (string?)Line(erp.NewOrder("R1", """{"lineType":"Item","lineObjectNumber":"1000","quantity":2}""").Id)["unitOfMeasureCode"]);
    }

    [Fact]
    public void A_unit_that_the_item_does_not_have_is_refused() =>
        erp.NewOrder("R1", """{"lineType":"Item","lineObjectNumber":"1000","quantity":2,"unitOfMeasureCode":"PALLET"}""").Refused(400, "Internal_RecordNotFound");

    [Fact]
    public void What_is_shipped_is_told_by_the_line_and_taken_by_the_piece()
    {
        erp.Simulator.AddUnit("1000", "BOX", 12, sells: false);
        var before = OnHand();
        erp.NewOrder("R1", """{"lineType":"Item","lineObjectNumber":"1000","quantity":24}""");

        erp.Simulator.ChangeUnit("R1", "1000", "BOX");
        erp.Simulator.Post("R1");

        var shipped = erp.Send("GET", $"{Erp.Company}salesShipments?$expand=salesShipmentLines").Value[0]!["salesShipmentLines"]![0]!;
        Assert.Equal(("BOX", 2m), ((string?)shipped["unitOfMeasureCode"], (decimal)shipped["quantity"]!));
        Assert.Equal((before - 24, 0m), (OnHand(), erp.Simulator.Stock.Where(row => row.Sku == "1000").Sum(row => row.OnOrders)));
        Assert.Equal(24 * 24m, erp.Simulator.Documents.Single().Total);
    }

    private decimal OnHand() => erp.Simulator.Stock.Where(row => row.Sku == "1000").Sum(row => row.OnHand);

    private JsonNode Line(string order) => erp.Send("GET", $"{Erp.Company}salesOrders({order})/salesOrderLines").Value[0]!;
}
