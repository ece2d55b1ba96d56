using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class ItemFieldTests
{
    private const string Page = "/v2.0/northwind.example/Sandbox/api/retailconnect/items/v1.0/companies(b2c00000-0000-4000-8000-000000000001)/items";
    private readonly Erp erp = new();

    [Fact]
    public void Custom_fields_stand_on_the_partners_page_only()
    {
        erp.Simulator.SetItemField("1000", "fabric", "Wool");
        erp.Simulator.SetItemField("1000", "season", new DateOnly(2026, 11, 27));
        Assert.All(erp.Get("items").Value, item => Assert.False(item!.AsObject().ContainsKey("fabric")));
        Assert.Equal([("1000", "Wool", "2026-11-27"), ("900", "", "0001-01-01")], Rows(erp.Send("GET", Page)).Select(item => ((string)item["number"]!, (string)item["fabric"]!, (string)item["season"]!)));
        Assert.All(Rows(erp.Send("GET", $"{Page}?$expand=itemVariants")), item => Assert.NotNull(item["itemVariants"]));
    }

    [Fact]
    public void Custom_fields_can_be_selected_and_filtered_on_that_page_only()
    {
        erp.Simulator.SetItemField("1000", "weight", 2.5m);
        Assert.Equal("1000", (string?)Assert.Single(Rows(erp.Send("GET", $"{Page}?$filter=weight%20gt%202&$select=number,weight")))["number"]);
        erp.Get("items", "$select=number,weight").Refused(400, "BadRequest");
        erp.Send("GET", $"{Page}?$select=nonsense").Refused(400, "BadRequest");
        erp.Send("GET", $"{Page}?$filter=weight%20eq%20'2'").Refused(400, "BadRequest");
    }

    [Fact]
    public void A_field_keeps_its_kind()
    {
        erp.Simulator.SetItemField("1000", "weight", 2.5m);
        Assert.Throws<ArgumentException>(() => erp.Simulator.SetItemField("1000", "weight", "heavy"));
        Assert.Throws<ArgumentException>(() => erp.Simulator.SetItemField("1000", "number", "2"));
        Assert.Throws<ArgumentException>(() => erp.Simulator.SetItemField("1000", "size", 2));
    }

    [Fact]
    public void A_company_without_the_page_has_none() => new Erp(new() { ItemRoute = null }).Send("GET", Page).Refused(404);

    private static IEnumerable<JsonObject> Rows(Answer answer) => answer.Value.Select(row => row!.AsObject());
}
