using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Shopify;

public sealed class ShopImageTests : IDisposable
{
    private const string Jpeg = "\u00ff\u00d8\u00ff";
    private const string Errors = "userErrors { code field message }";
    private readonly Shop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public async Task A_file_is_looked_at_before_it_is_ready()
    {
        await shop.GrantAsync();
        var file = (string)(await CreateAsync("a.jpg", await UploadAsync("a.jpg", Jpeg)))["files"]![0]!["id"]!;
        Assert.Equal("UPLOADED", await StatusAsync(file));
        shop.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("PROCESSING", await StatusAsync(file));
        shop.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("READY", await StatusAsync(file));
    }

    [Fact]
    public async Task What_is_no_picture_fails_and_says_why()
    {
        await shop.GrantAsync();
        var file = (string)(await CreateAsync("a.jpg", await UploadAsync("a.jpg", "text")))["files"]![0]!["id"]!;
        shop.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("FAILED", await StatusAsync(file));
        Assert.Equal("IMAGE_PROCESSING_FAILURE", (string)(await AskAsync($$"""{ node(id: "{{file}}") { ... on MediaImage { fileErrors { code message } } } }"""))["node"]!["fileErrors"]![0]!["code"]!);
        var product = await ProductAsync();
        Assert.Equal("INVALID_FAILED_MEDIA_STATE", Code(await UpdateAsync(file, add: product)));
    }

    [Theory]
    [InlineData("RAISE_ERROR", "FILENAME_ALREADY_EXISTS", 1)]
    [InlineData("APPEND_UUID", null, 2)]
    public async Task A_name_is_given_once_unless_another_one_will_do(string mode, string? code, int files)
    {
        await shop.GrantAsync();
        await CreateAsync("a.jpg", await UploadAsync("a.jpg", Jpeg), mode);
        Assert.Equal(code, Code(await CreateAsync("A.jpg", await UploadAsync("A.jpg", Jpeg), mode)));
        Assert.Equal(files, shop.Simulator.Files.Distinct().Count());
    }

    [Fact]
    public async Task A_file_is_found_by_its_name()
    {
        await shop.GrantAsync();
        await CreateAsync("a.jpg", await UploadAsync("a.jpg", Jpeg));
        await CreateAsync("b.jpg", await UploadAsync("b.jpg", Jpeg));
        var found = await AskAsync("""{ files(first: 5, query: "filename:b.jpg") { nodes { id fileStatus } } }""");
        Assert.Single(found["files"]!["nodes"]!.AsArray());
    }

    [Fact]
    public async Task A_file_that_is_ready_is_given_to_products_and_taken_off_them()
    {
        await shop.GrantAsync();
        var product = await ProductAsync();
        var file = (string)(await CreateAsync("a.jpg", await UploadAsync("a.jpg", Jpeg)))["files"]![0]!["id"]!;
        Assert.Equal("NON_READY_STATE", Code(await UpdateAsync(file, add: product)));
        shop.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("REFERENCE_TARGET_DOES_NOT_EXIST", Code(await UpdateAsync(file, add: "gid://shopify/Product/999")));
        Assert.Equal("FILE_DOES_NOT_EXIST", Code(await UpdateAsync("gid://shopify/MediaImage/999", add: product)));

        Assert.Null(Code(await UpdateAsync(file, add: product)));
        Assert.Null(Code(await UpdateAsync(file, add: product)));
        Assert.Equal("a.jpg", Assert.Single(shop.Simulator.Pictures).File);
        Assert.Equal(file, (string)(await AskAsync($$"""{ product(id: "{{product}}") { media(first: 5) { nodes { id } } } }"""))["product"]!["media"]!["nodes"]![0]!["id"]!);

        // A product that is written again keeps its pictures.
        await shop.SetAsync("""{"title":"Shirt"}""", $$"""{"id":"{{product}}"}""");
        Assert.Single(shop.Simulator.Pictures);
        Assert.Null(Code(await UpdateAsync(file, remove: product)));
        Assert.Empty(shop.Simulator.Pictures);
        Assert.Equal(["a.jpg"], shop.Simulator.Files);
    }

    [Fact]
    public async Task What_was_not_uploaded_makes_no_file()
    {
        await shop.GrantAsync();
        Assert.Equal("INVALID_IMAGE_SOURCE_URL", Code(await CreateAsync("a.jpg", "https://elsewhere.example/a.jpg")));
        Assert.Equal("MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE", Code(await CreateAsync("a.png", await UploadAsync("a.jpg", Jpeg))));
        var (_, refused) = await shop.AskAsync($$"""mutation { stagedUploadsCreate(input: [{resource: IMAGE, filename: "a.txt", mimeType: "text/plain", httpMethod: POST}]) { stagedTargets { url } userErrors { field message } } }""");
        Assert.NotEmpty(refused["data"]!["stagedUploadsCreate"]!["userErrors"]!.AsArray());
        Assert.Empty(shop.Simulator.Files);
    }

    private async Task<string> ProductAsync() => (string)(await shop.SetAsync("""{"title":"Shirt","productOptions":[{"name":"Title","values":[{"name":"One"}]}],"variants":[{"optionValues":[{"optionName":"Title","name":"One"}],"sku":"S","price":"1.00"}]}"""))["product"]!["id"]!;

    private async Task<JsonNode> AskAsync(string query)
    {
        var (status, body) = await shop.AskAsync(query);
        Assert.True(status == 200 && !body.ContainsKey("errors"), body.ToJsonString());
        return body["data"]!;
    }

    private async Task<string> StatusAsync(string file) => (string)(await AskAsync($$"""{ node(id: "{{file}}") { ... on MediaImage { fileStatus } } }"""))["node"]!["fileStatus"]!;

    private async Task<JsonNode> CreateAsync(string name, string source, string mode = "RAISE_ERROR") =>
        (await AskAsync($$"""mutation { fileCreate(files: [{filename: "{{name}}", originalSource: "{{source}}", contentType: IMAGE, duplicateResolutionMode: {{mode}}}]) { files { id fileStatus } {{Errors}} } }"""))["fileCreate"]!;

    private async Task<JsonNode> UpdateAsync(string file, string? add = null, string? remove = null) =>
        (await AskAsync($$"""mutation { fileUpdate(files: [{id: "{{file}}", {{(add is null ? "referencesToRemove" : "referencesToAdd")}}: ["{{add ?? remove}}"]}]) { files { id } {{Errors}} } }"""))["fileUpdate"]!;

    private static string? Code(JsonNode payload) => (string?)payload["userErrors"]!.AsArray().FirstOrDefault()?["code"];

    /// <summary>Uploads and returns the address that names the upload.</summary>
    private async Task<string> UploadAsync(string name, string content)
    {
        var target = (await AskAsync($$"""mutation { stagedUploadsCreate(input: [{resource: IMAGE, filename: "{{name}}", mimeType: "image/jpeg", httpMethod: POST}]) { stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }"""))["stagedUploadsCreate"]!["stagedTargets"]![0]!;
        var parts = target["parameters"]!.AsArray().Select(field => Part((string)field!["name"]!, (string)field["value"]!)).Append(Part("file", content));
        var body = Encoding.Latin1.GetBytes($"{string.Concat(parts)}--b--\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "multipart/form-data; boundary=b" };
        Assert.Equal(201, (await shop.Simulator.HandleAsync(new("POST", new Uri((string)target["url"]!).AbsolutePath, "", headers, body), TestContext.Current.CancellationToken)).Status);
        return (string)target["resourceUrl"]!;
    }

    private static string Part(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
}
