using System.Security.Cryptography;
using RetailConnect.Tests;
using WireMock.ResponseBuilders;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class PictureTests
{
    private const string Shirt = "10000000-0000-0000-0000-000000000001";
    private const string Mug = "10000000-0000-0000-0000-000000000002";
    private static readonly byte[] Content = [0xFF, 0xD8, 0xFF, .. Enumerable.Range(0, 5000).Select(number => (byte)number)];
    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.FromMinutes(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_told_by_the_digest_of_its_content_and_one_that_is_not_there_is_none()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page($"{Item(Shirt, "SHIRT", "image/jpeg")},{Item(Mug, "MUG", "")}"));
        Give(wire, Shirt, Content);

        var page = await Open(wire).Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token);

        var image = Assert.Single(page.Changes[0].Value!.Images!);
        Assert.Equal(new ProductImage { Digest = Digest, Length = Content.Length, MediaType = "image/jpeg", FileName = "SHIRT.jpg" }, image);
        Assert.Empty(page.Changes[1].Value!.Images!);
        Assert.Equal([$"GET {wire.Api}/items?$expand=itemVariants,picture&$count=true", $"GET {wire.Api}/items({Shirt})/picture/pictureContent"], wire.Sent);
    }

    [Fact]
    public async Task A_product_that_is_none_of_Business_Centrals_has_no_picture()
    {
        await using var wire = new Wire();
        var image = new ProductImage { Digest = Digest, Length = Content.Length, MediaType = "image/jpeg", FileName = "SHIRT.jpg" };
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Open(wire).Part<IImageSource>()!.OpenAsync(new("SHIRT", image), Token));
        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Content_is_read_again_only_after_the_item_changed()
    {
        await using var wire = new Wire();
        wire.Answer("GET", $"{wire.Api}/items", Wire.Page(Item(Shirt, "SHIRT", "image/jpeg")), to: "same");
        wire.Answer("GET", $"{wire.Api}/items", Wire.Page(Item(Shirt, "SHIRT", "image/jpeg")), from: "same", to: "changed");
        wire.Answer("GET", $"{wire.Api}/items", Wire.Page(Item(Shirt, "SHIRT", "image/jpeg", "2026-11-22T10:00:01Z")), from: "changed");
        Give(wire, Shirt, Content);
        var source = Open(wire).Part<IEntitySource<Product>>()!;

        var seen = new List<Product>();
        for (var read = 0; read < 3; read++)
        {
            seen.Add((await source.ReadAsync([Shirt], Token))[0].Value!);
        }

        Assert.All(seen, product => Assert.Equal(Digest, Assert.Single(product.Images!).Digest));
        Assert.Equal(2, Contents(wire));
    }

    [Fact]
    public async Task Without_the_setting_pictures_are_unknown_and_cost_nothing()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page(Item(Shirt, "SHIRT", "image/jpeg")));
        var connection = wire.Open();

        var page = await connection.Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token);

        Assert.Null(page.Changes[0].Value!.Images);
        Assert.Null(connection.Part<IImageSource>());
        Assert.Equal($"GET {wire.Api}/items?$expand=itemVariants&$count=true", Assert.Single(wire.Sent));
    }

    [Theory]
    [InlineData(5003, 200, 5002, false)]
    [InlineData(5003, 200, 5003, true)]
    [InlineData(0, 200, 5003, false)]
    [InlineData(5003, 404, 6000, false)]
    public async Task A_picture_that_cannot_be_taken_leaves_the_product_as_it_is(int length, int status, int most, bool taken)
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page(Item(Shirt, "SHIRT", "image/jpeg")));
        Give(wire, Shirt, Content[..length], status);

        var page = await Open(wire, most).Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token);

        Assert.Equal(taken, page.Changes[0].Value!.Images is not null);
        Assert.Equal(12.5m, page.Changes[0].Value!.Variants[0].Price.Amount.Amount);
    }

    [Fact]
    public async Task A_picture_holds_its_page_up_twice_and_then_no_more()
    {
        await using var wire = new Wire { Time = TimeProvider.System };
        wire.Api200("items", Wire.Page(Item(Shirt, "SHIRT", "image/jpeg")));
        Give(wire, Shirt, Content, 500);
        var source = Open(wire).Part<IChangeSource<Product>>()!;

        for (var read = 0; read < 2; read++)
        {
            Assert.Equal(FaultKind.Transient, (await Assert.ThrowsAsync<ConnectorException>(() => source.ReadAsync(FromStart, Token).AsTask())).Kind);
        }

        Assert.Null((await source.ReadAsync(FromStart, Token)).Changes[0].Value!.Images);
    }

    [Fact]
    public async Task Refused_credentials_are_no_picture_s_fault()
    {
        await using var wire = new Wire { Time = TimeProvider.System };
        wire.Api200("items", Wire.Page(Item(Shirt, "SHIRT", "image/jpeg")));
        wire.Answer("GET", $"{wire.Api}/items({Shirt})/picture/pictureContent", "{}", 401);

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Open(wire).Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token).AsTask());

        Assert.Equal(FaultKind.Unauthorized, fault.Kind);
    }

    [Fact]
    public async Task The_content_is_given_to_whoever_asks_for_the_product()
    {
        await using var wire = new Wire();
        Give(wire, Shirt, Content);
        var image = new ProductImage { Digest = Digest, Length = Content.Length, MediaType = "image/jpeg", FileName = "SHIRT.jpg" };

        await using var stream = await Open(wire).Part<IImageSource>()!.OpenAsync(new(Shirt, image), Token);

        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        Assert.Equal(Content, copy.ToArray());
    }

    private static string Digest => Convert.ToHexStringLower(SHA256.HashData(Content));

    private static Connection Open(Wire wire, int most = 1_000_000) => wire.Open(options => (options.ReadPictures, options.MaxPictureBytes) = (true, most));

    private static void Give(Wire wire, string item, byte[] content, int status = 200) => wire.AnswerWith(
        "GET", $"{wire.Api}/items({item})/picture/pictureContent", Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/octet-stream").WithBody(content));

    private static int Contents(Wire wire) => wire.Sent.Count(sent => sent.EndsWith("/pictureContent", StringComparison.Ordinal));

    private static string Item(string id, string number, string type, string modified = "2026-11-22T10:00:00Z") =>
        $$$"""{"id":"{{{id}}}","number":"{{{number}}}","displayName":"Goods","unitPrice":12.5,"lastModifiedDateTime":"{{{modified}}}","itemVariants":[],"picture":{"id":"{{{id}}}","parentType":"Item","width":8,"height":6,"contentType":"{{{type}}}","pictureContent@odata.mediaReadLink":"x"}}""";
}
