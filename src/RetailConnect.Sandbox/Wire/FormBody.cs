using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace RetailConnect.Sandbox;

/// <summary>Reads a body of the type multipart/form-data.</summary>
internal static class FormBody
{
    /// <summary>Returns the parts in their order; null when the body is no such form, or is cut short.</summary>
    public static async Task<IReadOnlyList<FormPart>?> ReadAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type) || type.MediaType != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return null;
        }

        try
        {
            var parts = new List<FormPart>();
            var reader = new MultipartReader(boundary, new MemoryStream(request.Body.ToArray()));
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                using var body = new MemoryStream();
                await section.Body.CopyToAsync(body, cancellationToken);
                _ = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition);
                parts.Add(new(Text(disposition?.Name) ?? "", Text(disposition?.FileName), section.ContentType, body.ToArray()));
            }

            return parts;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private static string? Text(Microsoft.Extensions.Primitives.StringSegment? value) => value is { HasValue: true } there ? HeaderUtilities.RemoveQuotes(there).Value : null;
}

/// <summary>One part of a form.</summary>
/// <param name="Name">Name of the field; empty where it has none.</param>
/// <param name="FileName">Name of the file; null where it is no file.</param>
/// <param name="Type">Content type as it was sent; null where none was.</param>
/// <param name="Content">The bytes.</param>
internal sealed record FormPart(string Name, string? FileName, string? Type, ReadOnlyMemory<byte> Content);
