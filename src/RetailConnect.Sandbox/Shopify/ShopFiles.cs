using System.Text;
using GraphQL;
using Microsoft.Net.Http.Headers;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The file store beside the shop: takes staged uploads as signed forms, and gives the results of bulk operations. It knows no access token.</summary>
internal sealed class ShopFiles(ShopState state, string domain, TimeProvider time)
{
    public const string UploadPath = "/shopify-staged-uploads";
    public const string ResultPath = "/shopify-bulk-results/";

    /// <summary>What the policy of a staged upload allows in Shopify's own example.</summary>
    private const int MostBytes = 20 * 1024 * 1024;
    private const string FileField = "file";
    private const string TokenHeader = "X-Shopify-Access-Token";
    private static readonly TimeSpan Signed = TimeSpan.FromHours(24);
    private int staged;

    /// <summary>Host by which the caller reaches the simulator.</summary>
    public string Host { get; set; } = domain;

    private string Origin => new Uri($"http://{Host}").IsLoopback ? $"http://{Host}" : $"https://{Host}";

    public string Address(BulkRow row) => $"{Origin}{ResultPath}{ShopState.Tail(row.Id)}.jsonl?Signature={Signature(row.Id)}";

    public Obj Stage(IResolveFieldContext context)
    {
        var inputs = context.GetArgument<List<Dictionary<string, object?>>>("input");
        var wrong = inputs.Select((input, index) => (Index: index, Problem: ProblemOf(input))).Where(item => item.Problem is not null)
            .Select(item => new Obj("UserError", ("field", new List<string> { "input", $"{item.Index}", item.Problem!.Value.Field }), ("message", item.Problem.Value.Message))).ToList();
        return new("StagedUploadsCreatePayload", ("stagedTargets", wrong.Count > 0 ? null : inputs.Select(Target).ToList()), ("userErrors", wrong));
    }

    /// <summary>Takes a form whose fields are exactly those that were signed, with the file as its last one.</summary>
    public async Task<SandboxResponse> ReceiveAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        if (request.Header(TokenHeader) is not null)
        {
            return Refused(400, "InvalidArgument", "The shop's access token does not belong here.");
        }

        if (request.Header("Transfer-Encoding") is not null)
        {
            return Refused(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }

        var (fields, file) = await ReadAsync(request, cancellationToken);
        if (file is not { } content)
        {
            return Refused(400, "InvalidArgument", "POST requires exactly one file upload per request, as the last field of the form.");
        }

        var key = fields.FirstOrDefault(field => field.Name == "key").Value ?? "";
        return !state.Uploads.TryGetValue(key, out var upload) || fields.Except(upload.Fields).Any() || upload.Fields.Except(fields).Any() ? Refused(403, "AccessDenied", "Invalid according to Policy: Policy Condition failed.")
            : upload.Expires <= time.GetUtcNow() ? Refused(403, "AccessDenied", "Invalid according to Policy: Policy expired.")
            : content.Length is 0 ? Refused(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum object size specified in your Policy Document.")
            : content.Length > MostBytes ? Refused(400, "EntityTooLarge", "Your proposed upload exceeds the maximum object size specified in your Policy Document.")
            : Stored(upload, key, content);
    }

    public SandboxResponse Give(SandboxRequest request)
    {
        var row = state.Bulk.Values.FirstOrDefault(row => request.Path == $"{ResultPath}{ShopState.Tail(row.Id)}.jsonl");
        return request.Header(TokenHeader) is not null ? Refused(400, "InvalidArgument", "The shop's access token does not belong here.")
            : row is null || row.IsUnderWay ? Refused(404, "NoSuchKey", "The specified key does not exist.")
            : row.Status is "EXPIRED" ? Refused(400, "ExpiredToken", "The provided token has expired.")
            : request.Query != $"?Signature={Signature(row.Id)}" ? Refused(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.")
            : Part(row.Result.ToArray(), request.Header("Range"));
    }

    /// <summary>The file, or what a range of one part asks for.</summary>
    private static SandboxResponse Part(byte[] file, string? range)
    {
        if (range is null || !RangeHeaderValue.TryParse(range, out var asked) || asked.Ranges is not { Count: 1 } parts || parts.First() is not { From: { } from, To: null })
        {
            return new(200, file) { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/jsonl" } };
        }

        return from >= file.Length
            ? Refused(416, "InvalidRange", "The requested range cannot be satisfied.")
            : new(206, file.AsMemory((int)from)) { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/jsonl", ["Content-Range"] = $"bytes {from}-{file.Length - 1}/{file.Length}" } };
    }

    private static (string Field, string Message)? ProblemOf(Dictionary<string, object?> input) => IsImage(input)
        ? input.GetValueOrDefault("mimeType") is not string type || !type.StartsWith("image/", StringComparison.Ordinal) ? ("mimeType", $"{input.GetValueOrDefault("mimeType")} is not a recognized format")
            : input.GetValueOrDefault("httpMethod") as string is not "POST" ? ("httpMethod", "The simulator takes images by POST only")
            : string.IsNullOrWhiteSpace(input.GetValueOrDefault("filename") as string) ? ("filename", "Filename can't be blank") : null
        : input.GetValueOrDefault("mimeType") as string is not "text/jsonl" ? ("mimeType", "Bulk mutation variables must be text/jsonl")
        : input.GetValueOrDefault("httpMethod") as string is not "POST" ? ("httpMethod", "Bulk mutation variables must be uploaded with POST")
        : string.IsNullOrWhiteSpace(input.GetValueOrDefault("filename") as string) ? ("filename", "Filename can't be blank") : null;

    private static bool IsImage(Dictionary<string, object?> input) => input["resource"] as string is "IMAGE";

    private Obj Target(Dictionary<string, object?> input)
    {
        var key = $"tmp/1/{(IsImage(input) ? "files" : "bulk")}/{++staged:00000000}/{input["filename"]}";
        var resource = IsImage(input) ? $"{Origin}/{key}" : null;
        (string, string)[] fields =
        [
            ("key", key), ("Content-Type", (string)input["mimeType"]!), ("success_action_status", "201"), ("acl", "private"), ("policy", Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"conditions":[["content-length-range",1,{{MostBytes}}],{"key":"{{key}}"}]}"""))),
            ("x-goog-credential", "sandbox/auto/storage/goog4_request"), ("x-goog-algorithm", "GOOG4-RSA-SHA256"), ("x-goog-date", $"{time.GetUtcNow():yyyyMMddTHHmmssZ}"), ("x-goog-signature", Signature(key)),
        ];
        state.Uploads[key] = new UploadRow { Fields = fields, Expires = time.GetUtcNow() + Signed, ResourceUrl = resource };
        return new(
            "StagedMediaUploadTarget", ("url", Origin + UploadPath), ("resourceUrl", resource),
            ("parameters", fields.Select(field => new Obj("StagedUploadParameter", ("name", field.Item1), ("value", field.Item2))).ToList()));
    }

    /// <summary>Fields of a form, and the file, which has to come last.</summary>
    private static async Task<(List<(string Name, string Value)> Fields, ReadOnlyMemory<byte>? File)> ReadAsync(SandboxRequest request, CancellationToken cancellationToken) =>
        await FormBody.ReadAsync(request, cancellationToken) is { } parts && parts.Count(part => part.Name is FileField) == 1 && parts[^1] is { Name: FileField } file
            ? ([.. parts.SkipLast(1).Select(part => (part.Name, Encoding.UTF8.GetString(part.Content.Span)))], file.Content)
            : ([], null);

    private static SandboxResponse Stored(UploadRow upload, string key, ReadOnlyMemory<byte> content)
    {
        upload.Content = content;
        return Xml(201, $"<PostResponse><Key>{key}</Key></PostResponse>");
    }

    private static SandboxResponse Refused(int status, string code, string message) => Xml(status, $"<Error><Code>{code}</Code><Message>{message}</Message></Error>");

    private static SandboxResponse Xml(int status, string text) => new(status, Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='UTF-8'?>{text}")) { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/xml; charset=UTF-8" } };

    private static string Signature(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
