using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace RetailConnect.Sandbox.Square;

/// <summary>Pictures: an upload is a form of a JSON part and a file, and makes a picture that is attached to nothing.</summary>
internal sealed class SquareImages(SquareState state, CatalogTurns turns, TimeProvider time)
{
    public const string Path = "/v2/catalog/images";

    /// <summary>Square says 15MB; the stricter reading of it.</summary>
    private const int MostBytes = 15_000_000;
    private const string Request = "request";
    private const string File = "image_file";
    private static readonly HashSet<string> Types = ["image/jpeg", "image/pjpeg", "image/png", "image/gif"];

    /// <summary>Takes a form apart; the digest of the file tells equal requests.</summary>
    /// <exception cref="SquareError">The form is none of an upload.</exception>
    public static (JsonObject Body, ReadOnlyMemory<byte> File, string Digest) Read(IReadOnlyList<FormPart>? parts)
    {
        if (parts is null)
        {
            throw new SquareError(415, "INVALID_REQUEST_ERROR", "UNSUPPORTED_MEDIA_TYPE", "The request is no multipart/form-data.");
        }

        if (parts is not [{ Name: Request, FileName: null } json, { Name: File, FileName.Length: > 0 } file])
        {
            throw SquareError.Bad("BAD_REQUEST", $"The form has a JSON part `{Request}` and a file `{File}`, in this order, and nothing else.");
        }

        if (TypeOf(json) is not "application/json")
        {
            throw SquareError.Bad("INVALID_CONTENT_TYPE", "The content type of the JSON part is application/json.", Request);
        }

        var body = SquareBody.Read(json.Content, SquareShapes.CreateImage);
        CheckFile(file);
        return (body, file.Content, $"{TypeOf(file)} {Convert.ToHexStringLower(SHA256.HashData(file.Content.Span))}");
    }

    public SandboxResponse Create(JsonObject body, ReadOnlyMemory<byte> file)
    {
        var image = body["image"]!;
        if ((string)image["id"]! is not ['#', _, ..])
        {
            throw SquareError.Bad("INVALID_VALUE", "A new image has a temporary id that begins with #.", "image.id");
        }

        turns.Enter();
        return SquareSimulator.Ok(("image", Show(Add((string?)image["image_data"]?["name"], (string?)image["image_data"]?["caption"], file))));
    }

    /// <summary>Adds a picture, whoever brought it.</summary>
    public CatalogRow Add(string? name, string? caption, ReadOnlyMemory<byte> file)
    {
        var id = state.NewId("IMG");
        var content = new JsonObject { ["url"] = $"https://items-images-sandbox.example/files/{id}/original" };
        (string Field, string? Text)[] texts = [("name", name), ("caption", caption)];
        foreach (var (field, text) in texts.Where(text => text.Text is not null))
        {
            content[field] = text;
        }

        var row = new CatalogRow
        {
            Id = id, Type = CatalogRow.ImageType, File = file.ToArray(), Version = turns.Take(), UpdatedAt = time.GetUtcNow(), MadeAt = time.GetUtcNow(),
            Body = new JsonObject { ["type"] = CatalogRow.ImageType, ["id"] = id, ["present_at_all_locations"] = true, ["image_data"] = content },
        };
        state.Add(row);
        return row;
    }

    private static JsonObject Show(CatalogRow row)
    {
        var body = row.Body.DeepClone().AsObject();
        (body["version"], body["updated_at"], body["is_deleted"]) = (row.Version, SquareState.Time(row.UpdatedAt), false);
        return body;
    }

    private static void CheckFile(FormPart file)
    {
        if (file.Content.Length > MostBytes)
        {
            throw new SquareError(413, "INVALID_REQUEST_ERROR", "REQUEST_ENTITY_TOO_LARGE", "The image is larger than 15MB.", File);
        }

        if (TypeOf(file) is not { } type || !Types.Contains(type) || ImageSignature.TypeOf(file.Content.Span) != type.Replace("pjpeg", "jpeg", StringComparison.Ordinal))
        {
            throw SquareError.Bad("INVALID_CONTENT_TYPE", "The file is no JPEG, PJPEG, PNG or GIF, or is of another type than its part says.", File);
        }
    }

    private static string? TypeOf(FormPart part) => MediaTypeHeaderValue.TryParse(part.Type, out var type) ? type.MediaType.Value : null;
}
