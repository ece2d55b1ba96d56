using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Square;

public sealed class SquareImageTests
{
    private const string Upload = "/v2/catalog/images";
    private const string Upsert = "/v2/catalog/batch-upsert";
    private const string Json = "application/json; charset=utf-8";
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 1, 2, 3];

    [Fact]
    public async Task A_picture_is_attached_to_nothing_until_an_item_shows_it()
    {
        var pos = await GrantedAsync();
        var (item, variation, version) = await pos.AddAsync();
        var (status, body) = await UploadAsync(pos);
        Assert.Equal((200, "IMAGE", "n"), (status, (string?)body["image"]!["type"], (string?)body["image"]!["image_data"]!["name"]));
        Assert.StartsWith("https://", (string?)body["image"]!["image_data"]!["url"], StringComparison.Ordinal);
        Assert.Empty(pos.Simulator.Pictures);
        Assert.Equal(["n"], pos.Simulator.Images);

        var image = (string)body["image"]!["id"]!;
        (_, body) = await pos.PostAsync(Upsert, Showing("k", item, variation, version, image));
        Assert.Equal([("A", "n", Digest(Jpeg))], pos.Simulator.Pictures);
        Assert.Equal([image], Shown(body).Select(id => (string)id!));

        version = (long)body["objects"]![0]!["version"]!;
        (_, body) = await pos.PostAsync(Upsert, Showing("l", item, variation, version));
        Assert.Null(body["objects"]![0]!["item_data"]!["image_ids"]);
        Assert.Empty(pos.Simulator.Pictures);
        Assert.Equal(["n"], pos.Simulator.Images);
    }

    [Theory]
    [InlineData("IMG999", 404, "NOT_FOUND")]
    [InlineData("#image", 404, "NOT_FOUND")]
    [InlineData("item", 404, "NOT_FOUND")]
    [InlineData("twice", 400, "INVALID_VALUE")]
    public async Task An_item_shows_pictures_that_are_there_and_nothing_else(string what, int status, string code)
    {
        var pos = await GrantedAsync();
        var (item, variation, version) = await pos.AddAsync();
        var image = (string)(await UploadAsync(pos)).Body["image"]!["id"]!;
        string[] ids = what switch { "item" => [item], "twice" => [image, image], _ => [image, what] };
        Assert.Equal((status, code), Refusal(await pos.PostAsync(Upsert, Showing("k", item, variation, version, ids))));
        Assert.Empty(pos.Simulator.Pictures);
    }

    [Fact]
    public async Task A_picture_is_no_item()
    {
        var pos = await GrantedAsync();
        var image = (await UploadAsync(pos)).Body["image"]!;
        Assert.Equal((400, "INVALID_VALUE"), Refusal(await pos.PostAsync(Upsert, Pos.Upsert("k", (string)image["id"]!, more: $$""","version":{{(long)image["version"]!}}"""))));
    }

    [Theory]
    [InlineData("""{"image":{"type":"IMAGE","id":"#i"}}""", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("""{"idempotency_key":"k"}""", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("""{"idempotency_key":"k","image":{"type":"ITEM","id":"#i"}}""", "INVALID_ENUM_VALUE")]
    [InlineData("""{"idempotency_key":"k","image":{"type":"IMAGE","id":"IMG1"}}""", "INVALID_VALUE")]
    [InlineData("""{"idempotency_key":"k","image":{"type":"IMAGE","id":"#i","image_data":{"url":"https://x"}}}""", "UNKNOWN_BODY_PARAMETER")]
    [InlineData("""{"idempotency_key":"k","image":{"type":"IMAGE","id":"#i"},"object_id":"X"}""", "UNKNOWN_BODY_PARAMETER")]
    [InlineData("""{"idempotency_key":"","image":{"type":"IMAGE","id":"#i"}}""", "VALUE_TOO_SHORT")]
    [InlineData("nonsense", "BAD_REQUEST")]
    public async Task A_wrong_description_is_refused(string json, string code)
    {
        var pos = await GrantedAsync();
        Assert.Equal((400, code), Refusal(await UploadAsync(pos, json)));
        Assert.Empty(pos.Simulator.Images);
    }

    [Theory]
    [InlineData("other-name", "BAD_REQUEST")]
    [InlineData("other-order", "BAD_REQUEST")]
    [InlineData("json-as-file", "BAD_REQUEST")]
    [InlineData("no-file-name", "BAD_REQUEST")]
    [InlineData("no-file", "BAD_REQUEST")]
    [InlineData("one-more", "BAD_REQUEST")]
    [InlineData("json-as-text", "INVALID_CONTENT_TYPE")]
    [InlineData("file-without-type", "INVALID_CONTENT_TYPE")]
    [InlineData("file-of-other-type", "INVALID_CONTENT_TYPE")]
    [InlineData("type-never-taken", "INVALID_CONTENT_TYPE")]
    [InlineData("no-picture", "INVALID_CONTENT_TYPE")]
    public async Task A_wrong_form_is_refused(string what, string code)
    {
        var pos = await GrantedAsync();
        (string Name, string? File, string? Type, byte[] Content) json = ("request", null, Json, Encoding.UTF8.GetBytes(Body("k"))), file = ("image_file", "a.jpg", "image/jpeg", Jpeg);
        (string, string?, string?, byte[])[] parts = what switch
        {
            "other-name" => [json, file with { Name = "file" }],
            "other-order" => [file, json],
            "json-as-file" => [json with { File = "a.json" }, file],
            "no-file-name" => [json, file with { File = null }],
            "no-file" => [json],
            "one-more" => [json, file, file],
            "json-as-text" => [json with { Type = "text/plain" }, file],
            "file-without-type" => [json, file with { Type = null }],
            "file-of-other-type" => [json, file with { Type = "image/png" }],
            "type-never-taken" => [json, file with { Type = "image/webp", Content = "RIFF....WEBP"u8.ToArray() }],
            _ => [json, file with { Content = "text"u8.ToArray() }],
        };
        var (type, body) = Pos.Form(parts);
        Assert.Equal((400, code), Refusal(await pos.SendAsync("POST", Upload, body, type: type)));
        Assert.Empty(pos.Simulator.Images);
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        var pos = await GrantedAsync();
        var (type, form) = Pos.Form(("request", null, Json, Encoding.UTF8.GetBytes(Body("k"))), ("image_file", "a.jpg", "image/jpeg", Jpeg));
        foreach (var (given, body) in ((string?, byte[])[])[("application/json", Encoding.UTF8.GetBytes(Body("k"))), (null, form), (type, form[..^20]), ("multipart/form-data", form)])
        {
            Assert.Equal((415, "UNSUPPORTED_MEDIA_TYPE"), Refusal(await pos.SendAsync("POST", Upload, body, type: given)));
        }

        Assert.Empty(pos.Simulator.Images);
    }

    [Fact]
    public async Task A_picture_of_more_than_15_megabytes_is_refused()
    {
        var pos = await GrantedAsync();
        var large = new byte[15_000_001];
        Jpeg.CopyTo(large, 0);
        Assert.Equal((413, "REQUEST_ENTITY_TOO_LARGE"), Refusal(await UploadAsync(pos, Body("k"), large)));
        Assert.Equal(200, (await UploadAsync(pos, Body("k"), large[..^1])).Status);
    }

    [Fact]
    public async Task The_same_upload_brings_one_picture_and_another_one_under_its_key_is_refused()
    {
        var pos = await GrantedAsync();
        var first = (await UploadAsync(pos)).Body;
        Assert.True(JsonNode.DeepEquals(first, (await UploadAsync(pos)).Body));
        Assert.Equal((400, "IDEMPOTENCY_KEY_REUSED"), Refusal(await UploadAsync(pos, Body("k", "other"))));
        Assert.Equal((400, "IDEMPOTENCY_KEY_REUSED"), Refusal(await UploadAsync(pos, Body("k"), [.. Jpeg, 4])));
        Assert.Single(pos.Simulator.Images);
        Assert.Equal(200, (await UploadAsync(pos, Body("l"))).Status);
        Assert.Equal(2, pos.Simulator.Images.Count);
    }

    [Fact]
    public async Task An_upload_is_an_update_of_the_catalogue()
    {
        var pos = new Pos(busy: TimeSpan.FromSeconds(1));
        await pos.GrantAsync();
        await pos.AddAsync();
        Assert.Equal((429, "RATE_LIMITED"), Refusal(await UploadAsync(pos)));
        pos.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await UploadAsync(pos)).Status);
        Assert.Equal((429, "RATE_LIMITED"), Refusal(await pos.PostAsync(Upsert, Pos.Upsert("x"))));
        Assert.Equal(2, pos.Simulator.CatalogRefused);
    }

    [Fact]
    public async Task Pictures_are_found_by_name_and_only_when_they_are_asked_for()
    {
        var pos = await GrantedAsync();
        await pos.AddAsync();
        await UploadAsync(pos);
        await UploadAsync(pos, Body("l", "other"));
        Assert.Equal(["n"], await FoundAsync(pos, """{"object_types":["IMAGE"],"query":{"set_query":{"attribute_name":"name","attribute_values":["N","nobody"]}}}"""));
        Assert.Equal(["other"], await FoundAsync(pos, """{"object_types":["IMAGE"],"query":{"exact_query":{"attribute_name":"name","attribute_value":"other"}}}"""));
        Assert.Equal(["n", "other"], await FoundAsync(pos, """{"object_types":["IMAGE"]}"""));
        Assert.Equal([null], await FoundAsync(pos, "{}"));
        Assert.Equal(400, (await pos.PostAsync("/v2/catalog/search", """{"object_types":["ITEM","IMAGE"],"query":{"exact_query":{"attribute_name":"name","attribute_value":"other"}}}""")).Status);
    }

    [Fact]
    public async Task What_is_new_is_found_after_a_while()
    {
        const string Everything = """{"object_types":["ITEM","ITEM_VARIATION","IMAGE"]}""";
        var pos = new Pos(lag: TimeSpan.FromSeconds(10));
        await pos.GrantAsync();
        await pos.AddAsync();
        await UploadAsync(pos);
        pos.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(await FoundAsync(pos, Everything));
        pos.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await FoundAsync(pos, Everything)).Count());
    }

    [Fact]
    public async Task What_staff_does_with_pictures_gives_the_item_another_version()
    {
        var pos = await GrantedAsync();
        var (item, variation, version) = await pos.AddAsync();
        pos.Simulator.AddPicture("A", "hand", Jpeg);
        Assert.Equal([("A", "hand", Digest(Jpeg))], pos.Simulator.Pictures);
        Assert.Equal((400, "VERSION_MISMATCH"), Refusal(await pos.PostAsync(Upsert, Showing("k", item, variation, version))));
        pos.Simulator.TakePictureOff("A", "hand");
        Assert.Empty(pos.Simulator.Pictures);
        Assert.Equal(["hand"], pos.Simulator.Images);
        pos.Simulator.AddPicture("A", "second", Jpeg);
        pos.Simulator.DeletePicture("second");
        Assert.Empty(pos.Simulator.Pictures);
        Assert.Equal(["hand"], pos.Simulator.Images);
    }

    private static async Task<Pos> GrantedAsync()
    {
        var pos = new Pos();
        await pos.GrantAsync();
        return pos;
    }

    private static string Body(string key, string name = "n") => $$"""{"idempotency_key":"{{key}}","image":{"type":"IMAGE","id":"#i","image_data":{"name":"{{name}}"} } }""";

    private static Task<(int Status, JsonObject Body)> UploadAsync(Pos pos, string? json = null, byte[]? content = null)
    {
        var (type, body) = Pos.Form(("request", null, Json, Encoding.UTF8.GetBytes(json ?? Body("k"))), ("image_file", "a.jpg", "image/jpeg", content ?? Jpeg));
        return pos.SendAsync("POST", Upload, body, type: type);
    }

    private static string Showing(string key, string item, string variation, long version, params string[] images) =>
        Pos.Upsert(key, item, variation, $",\"version\":{version}").Replace("\"name\":\"Shirt\"", $"\"name\":\"Shirt\",\"image_ids\":[{string.Join(',', images.Select(id => $"\"{id}\""))}]", StringComparison.Ordinal);

    private static JsonArray Shown(JsonObject answer) => answer["objects"]![0]!["item_data"]!["image_ids"]!.AsArray();

    private static async Task<IEnumerable<string?>> FoundAsync(Pos pos, string search) => ((await pos.PostAsync("/v2/catalog/search", search)).Body["objects"] as JsonArray ?? []).Select(found => (string?)found!["image_data"]?["name"]);

    private static (int, string?) Refusal((int Status, JsonObject Body) answer) => (answer.Status, (string?)answer.Body["errors"]?[0]?["code"]);

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
