using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class PictureTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 1, 2, 3];
    private readonly Erp erp = new();

    [Fact]
    public void Every_item_has_a_picture_if_only_a_blank_one()
    {
        erp.Simulator.SetPicture("1000", "image/jpeg", Jpeg);
        var items = erp.Get("items", "$expand=itemVariants,picture").Value.Select(item => item!.AsObject()).ToList();
        Assert.Equal([("1000", "image/jpeg"), ("900", "")], items.Select(item => ((string)item["number"]!, (string)item["picture"]!["contentType"]!)));
        Assert.All(items, item => Assert.Equal((string)item["id"]!, (string)item["picture"]!["id"]!));
        Assert.All(items, item => Assert.IsType<JsonArray>(item["itemVariants"]));
        Assert.All(items, item => Assert.False(item["picture"]!.AsObject().ContainsKey("pictureContent")));
        Assert.Equal("image/jpeg", (string)erp.Send("GET", $"{Erp.Company}items({items[0]["id"]})/picture").Json["contentType"]!);
    }

    [Fact]
    public async Task Content_comes_by_a_call_of_its_own_and_a_blank_picture_has_none()
    {
        erp.Simulator.SetPicture("1000", "image/jpeg", Jpeg);
        Assert.Equal((200, Convert.ToHexString(Jpeg)), await ContentAsync("1000"));
        Assert.Equal((204, ""), await ContentAsync("900"));
        erp.Simulator.SetPicture("1000", "", null);
        Assert.Equal((204, ""), await ContentAsync("1000"));
    }

    [Fact]
    public void A_picture_that_changes_or_goes_changes_its_item()
    {
        var first = Modified();
        erp.Time.Advance(TimeSpan.FromMinutes(1));
        erp.Simulator.SetPicture("1000", "image/jpeg", Jpeg);
        var second = Modified();
        erp.Time.Advance(TimeSpan.FromMinutes(1));
        erp.Simulator.SetPicture("1000", "", null);
        Assert.Distinct([first, second, Modified()]);
    }

    [Theory]
    [InlineData("items", "$expand=picture,picture")]
    [InlineData("items", "$expand=picture($select=id)")]
    [InlineData("items", "$expand=pictures")]
    [InlineData("salesOrders", "$expand=picture")]
    public void What_cannot_be_expanded_is_refused(string set, string query) => erp.Get(set, query).Refused(400, "BadRequest");

    [Fact]
    public void Documents_have_no_picture()
    {
        var customer = (string)erp.Get("customers").Value[0]!["id"]!;
        erp.Send("GET", $"{Erp.Company}customers({customer})/picture").Refused(405);
        erp.Send("GET", $"{Erp.Company}items({Id("1000")})/itemVariants/pictureContent").Refused(405);
    }

    private string Id(string number) => (string)erp.Get("items").Value.Single(item => (string)item!["number"]! == number)!["id"]!;

    private string Modified() => (string)erp.Get("items").Value.Single(item => (string)item!["number"]! == "1000")!["lastModifiedDateTime"]!;

    private async Task<(int Status, string Content)> ContentAsync(string number)
    {
        var answer = await erp.Start("GET", $"{Erp.Company}items({Id(number)})/picture/pictureContent", "");
        return (answer.Status, Convert.ToHexString(answer.Body.Span));
    }
}
