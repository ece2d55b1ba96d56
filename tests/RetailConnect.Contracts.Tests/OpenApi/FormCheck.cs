using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>Judges a body of several parts: each stands there once, is of its type, and the JSON is what the schema says.</summary>
/// <param name="form">What the contract says.</param>
/// <param name="json">Judges the JSON part.</param>
internal sealed class FormCheck(ContractForm form, Func<JsonNode?, IEnumerable<(string Rule, string Detail)>> json)
{
    public IEnumerable<(string Rule, string Detail)> Check(SandboxRequest request)
    {
        if (Read(request, out var problem) is not { } parts)
        {
            return [("body-invalid", problem!)];
        }

        var wrong = parts.GroupBy(part => part.Name).Where(same => same.Count() > 1 || !form.Names.Contains(same.Key)).Select(same => (form.Names.Contains(same.Key) ? "form-part-twice" : "form-part-unknown", $"at {same.Key}"));
        var missing = form.Names.Except(parts.Select(part => part.Name)).Select(name => ("form-part-missing", $"at {name}"));
        return [.. wrong, .. missing, .. parts.Where(part => form.Names.Contains(part.Name)).SelectMany(Check)];
    }

    private IEnumerable<(string, string)> Check(Part part)
    {
        var types = form.TypesOf(part.Name);
        if (types.Count > 0 && (part.Type?.MediaType is not { } type || !types.Contains(type)))
        {
            yield return ("form-part-type", $"at {part.Name}: {part.Type?.ToString() ?? "none"} (one of {string.Join(", ", types)})");
        }

        if (form.IsFile(part.Name) != part.FileName?.Trim('"') is { Length: > 0 })
        {
            yield return ("form-part-file-name", $"at {part.Name}: {part.FileName ?? "none"}");
        }

        if (part.Content.Length == 0)
        {
            yield return ("form-part-empty", $"at {part.Name}");
        }

        foreach (var error in part.Name == form.JsonPart ? Json(part) : [])
        {
            yield return error;
        }
    }

    private IEnumerable<(string, string)> Json(Part part)
    {
        var body = JsonBody.Parse(part.Content, out var problem);
        return problem is null ? json(body) : [("body-invalid", problem)];
    }

    private static List<Part>? Read(SandboxRequest request, out string? problem)
    {
        problem = null;
        var boundary = MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type) && type.MediaType is "multipart/form-data" ? type.Parameters.FirstOrDefault(parameter => parameter.Name is "boundary")?.Value?.Trim('"') : null;
        if (string.IsNullOrEmpty(boundary))
        {
            problem = $"The content type is {request.Header("Content-Type") ?? "missing"}, not multipart/form-data with a boundary.";
            return null;
        }

        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(request.Body.ToArray()));
            var parts = new List<Part>();
            while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
            {
                using var content = new MemoryStream();
                section.Body.CopyTo(content);
                _ = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition);
                parts.Add(new(disposition?.Name?.Trim('"') ?? "", disposition?.FileName, MediaTypeHeaderValue.TryParse(section.ContentType, out var parsed) ? parsed : null, content.ToArray()));
            }

            return parts;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            problem = $"The body is no form: {exception.Message}";
            return null;
        }
    }

    private sealed record Part(string Name, string? FileName, MediaTypeHeaderValue? Type, byte[] Content);
}
