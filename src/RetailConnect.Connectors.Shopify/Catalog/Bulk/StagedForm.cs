using System.Net.Http.Headers;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>A signed form with a file as its last field. Its length is known, as file stores ask.</summary>
internal static class StagedForm
{
    /// <summary>A line break inside JSON is escaped, so that no line can hold the boundary.</summary>
    private const string Boundary = "retailconnect-staged-upload";

    public static MultipartFormDataContent Of(IReadOnlyList<StagedField> fields, string filename, string type, IReadOnlyList<byte[]> lines) => Of(fields, filename, type, new LinesContent(lines), Boundary);

    /// <param name="fields">What was signed.</param>
    /// <param name="filename">Name of the file.</param>
    /// <param name="type">Media type of the file.</param>
    /// <param name="content">The file, whose length is known.</param>
    /// <param name="boundary">A text that is not in the file.</param>
    public static MultipartFormDataContent Of(IReadOnlyList<StagedField> fields, string filename, string type, HttpContent content, string boundary)
    {
        // As in Shopify's own example: fields are plain texts, and the boundary stands without quotes.
        var form = new MultipartFormDataContent(boundary);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        foreach (var field in fields)
        {
            form.Add(Named(new StringContent(field.Value), field.Name, type: null));
        }

        var file = Named(content, "file", type);
        file.Headers.ContentDisposition!.FileName = $"\"{filename}\"";
        form.Add(file);
        return form;
    }

    private static HttpContent Named(HttpContent content, string name, string? type)
    {
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        content.Headers.ContentDisposition = new("form-data") { Name = $"\"{name}\"" };
        return content;
    }
}
