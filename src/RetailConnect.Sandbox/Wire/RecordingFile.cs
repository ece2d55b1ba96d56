using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox;

/// <summary>Keeps recorded requests in a file, one JSON object a line, without credentials; when some are missing, the last line says how many.</summary>
public static class RecordingFile
{
    /// <summary>Most requests in one file.</summary>
    public const int MostRecords = 1_000_000;

    private const string LeftOut = "leftOut";
    private const int LongestLine = 64 * 1024 * 1024;
    private static readonly UTF8Encoding StrictText = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes requests to a file, replacing it, and returns how many were written.</summary>
    /// <remarks>Secrets in headers, queries, forms and JSON bodies are masked. Requests beyond <see cref="MostRecords"/> are left out and counted in the last line.</remarks>
    /// <param name="path">Path of the file.</param>
    /// <param name="records">The requests.</param>
    /// <param name="leftOut">Requests that the recorder had left out before.</param>
    public static int Write(string path, IEnumerable<RequestRecord> records, long leftOut = 0)
    {
        ArgumentNullException.ThrowIfNull(records);
        var count = 0;
        using var writer = new StreamWriter(path, append: false, StrictText) { NewLine = "\n" };
        foreach (var record in records)
        {
            if (count == MostRecords)
            {
                leftOut++;
                continue;
            }

            writer.WriteLine(ToLine(record));
            count++;
        }

        if (leftOut > 0)
        {
            writer.WriteLine(new JsonObject { [LeftOut] = leftOut }.ToJsonString());
        }

        return count;
    }

    /// <summary>Reads the requests of a file.</summary>
    /// <exception cref="InvalidDataException">A line can't be read, there are too many, or the recording is not complete; the message names the line or the number that is missing.</exception>
    public static IReadOnlyList<RequestRecord> Read(string path)
    {
        var records = new List<RequestRecord>();
        var number = 0;
        foreach (var line in File.ReadLines(path, StrictText))
        {
            number++;
            if (number > MostRecords + 1 || line.Length > LongestLine)
            {
                throw new InvalidDataException($"Line {number} is beyond the bounds of a recording.");
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                records.Add(FromLine(line, number));
            }
        }

        return records;
    }

    private static string ToLine(RequestRecord record)
    {
        var request = Masking.Apply(record.Request);
        var line = new JsonObject
        {
            ["at"] = record.At.ToString("O", CultureInfo.InvariantCulture),
            ["vendor"] = record.Vendor,
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["query"] = request.Query,
            ["headers"] = new JsonObject(request.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
            ["status"] = record.Status,
            ["fault"] = record.Fault,
        };
        try
        {
            line["body"] = StrictText.GetString(request.Body.Span);
        }
        catch (DecoderFallbackException)
        {
            line["bodyBase64"] = Convert.ToBase64String(request.Body.Span);
        }

        return line.ToJsonString();
    }

    private static RequestRecord FromLine(string text, int number)
    {
        try
        {
            var line = JsonNode.Parse(text)?.AsObject() ?? throw new FormatException("The line is null.");
            if (line[LeftOut] is { } missing)
            {
                throw new InvalidDataException($"The recording is not complete: {(long)missing} requests were left out.");
            }

            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in line["headers"] as JsonObject ?? [])
            {
                headers[name] = (string?)value ?? "";
            }

            var body = line["bodyBase64"] is { } packed ? Convert.FromBase64String((string)packed!) : StrictText.GetBytes((string?)line["body"] ?? "");
            var request = new SandboxRequest(Text(line, "method"), Text(line, "path"), (string?)line["query"] ?? "", headers, body);
            var at = line["at"] is { } time ? DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture) : default;
            return new(at, Text(line, "vendor"), request, (int?)line["status"], (string?)line["fault"]);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"Line {number} is not a recorded request: {e.Message}", e);
        }
    }

    private static string Text(JsonObject line, string name) => (string?)line[name] ?? throw new FormatException($"{name} is missing.");
}
