using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <content>Batches of requests, and the lines of open sales orders, which are changed in them.</content>
public sealed partial class BusinessCentralSimulator
{
    private const int MostOfBatch = 100;

    private static readonly Shape BatchShape = Shape.Object(("requests!", Shape.List(
        Shape.Object(("id!", Shape.Text()), ("method!", Shape.OneOf("GET", "POST", "PATCH", "DELETE")), ("url!", Shape.Text()), ("headers", Shape.Any), ("body", Shape.Any)), MostOfBatch)));

    [GeneratedRegex(@"^api/v2\.0/companies\(([0-9a-fA-F-]{36})\)/salesOrders\(([0-9a-fA-F-]{36})\)(?:/salesOrderLines\(([0-9a-fA-F-]{36})\))?\z")]
    private static partial Regex OrderPath();

    private string BatchPath => $"{Base}api/v2.0/$batch";

    /// <summary>One request after the other, each by itself; with <c>Isolation: snapshot</c> all or none.</summary>
    private SandboxResponse Batch(SandboxRequest request)
    {
        var requests = BcBody.Read(request, BatchShape)["requests"]!.AsArray().Select(part => part!.AsObject()).ToList();
        if (requests.Count == 0 || requests.Select(part => (string)part["id"]!).Distinct().Count() < requests.Count)
        {
            throw ODataError.Bad("A batch needs requests, each with an id of its own.");
        }

        var together = request.Header("Isolation") is { } isolation && (isolation == "snapshot" ? true : throw ODataError.Bad($"The isolation '{isolation}' is not supported."));
        var (responses, before) = (new JsonArray(), new List<BcSnapshot>());
        foreach (var part in requests)
        {
            var inner = Inner(part, request);
            before.AddRange(together ? Snapshot(inner, before) : []);
            var answer = Answer(inner, before);
            responses.Add((JsonNode)Response(part, answer));
            if (answer.Status >= 400 && together)
            {
                documents.Restore(before, time.GetUtcNow());
                break;
            }
        }

        return SandboxResponse.Json(200, new JsonObject { ["responses"] = responses });
    }

    private SandboxRequest Inner(JsonObject part, SandboxRequest outer)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = outer.Header("Authorization") ?? "", ["Host"] = outer.Header("Host") ?? "" };
        foreach (var (name, value) in part["headers"] as JsonObject ?? [])
        {
            headers[name] = value?.ToString() ?? "";
        }

        var url = ((string)part["url"]!).TrimStart('/').Split('?', 2);
        var body = part["body"] is { } sent ? JsonSerializer.SerializeToUtf8Bytes(sent) : [];
        return body.Length > 0 && !headers.ContainsKey("Content-Type")
            ? throw ODataError.Bad("A request of a batch that has a body needs its Content-Type.")
            : new((string)part["method"]!, $"{Base}api/v2.0/{Uri.UnescapeDataString(url[0])}", url.Length > 1 ? $"?{url[1]}" : "", headers, body);
    }

    private SandboxResponse Answer(SandboxRequest inner, IReadOnlyList<BcSnapshot> before)
    {
        try
        {
            return inner.Path == BatchPath ? throw ODataError.Bad("A batch can't hold another one.") : Route(inner);
        }
        catch (ODataError error)
        {
            return error.ToResponse();
        }
        catch (Exception)
        {
            // A defect of the simulator ends as an error of the server, which leaves nothing behind either.
            documents.Restore(before, time.GetUtcNow());
            throw;
        }
    }

    private static JsonObject Response(JsonObject part, SandboxResponse answer) => new()
    {
        ["id"] = (string)part["id"]!, ["status"] = answer.Status, ["headers"] = new JsonObject(answer.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
        ["body"] = answer.Body.IsEmpty ? null : JsonNode.Parse(answer.Body.Span),
    };

    private static Guid Key(string text) => Guid.TryParse(text, out var id) ? id : throw ODataError.NotFound($"'{text}' is no key.");

    /// <summary>Only sales orders are taken back here when a transaction fails, so nothing else may be written in one.</summary>
    private IEnumerable<BcSnapshot> Snapshot(SandboxRequest inner, IReadOnlyList<BcSnapshot> before)
    {
        if (inner.Method == "GET")
        {
            return [];
        }

        var path = inner.Path[Base.Length..];
        var id = OrderPath().Match(path) is { Success: true } one && inner.Method is "PATCH" or "DELETE" && (inner.Method is "PATCH" || one.Groups[3].Success) ? one.Groups[2].Value
            : EntityPath().Match(path) is { Success: true } lines && (lines.Groups[2].Value, lines.Groups[4].Value) == ("salesOrders", "salesOrderLines") ? lines.Groups[3].Value
            : throw ODataError.Bad("The simulator writes nothing but changes of sales orders in a transaction.");
        return [.. state.Orders.Rows.Where(row => row.Id == Key(id) && before.All(known => known.Row != row)).Select(row => new BcSnapshot(row))];
    }

    /// <summary>The head of a sales order, as far as it moves no amount, and its lines.</summary>
    private SandboxResponse? OrderChange(SandboxRequest request)
    {
        if (Match(OrderPath(), request) is not { Success: true } path || request.Method is not ("PATCH" or "DELETE") || (request.Method, path.Groups[3].Success) is ("DELETE", false) || Key(path.Groups[1].Value) != settings.CompanyId)
        {
            return null;
        }

        var (now, line) = (time.GetUtcNow(), path.Groups[3]);
        var row = state.Orders.Rows.FirstOrDefault(found => found.Id == Key(path.Groups[2].Value)) ?? throw ODataError.NotFound("The requested resource does not exist. No entity with this key was found.");
        if (!line.Success)
        {
            CheckVersion(request, row);
            documents.ChangeHead(row, BcBody.Read(request, BcShapes.OrderHead), now);
            return SandboxResponse.Json(200, reader.Show(row, state.Orders));
        }

        // The simulator keeps no version of a line: only a caller who wants none is right.
        if (request.Header("If-Match") is not "*")
        {
            throw request.Header("If-Match") is null ? ODataError.Bad("The If-Match header is required.") : new ODataError(409, "Request_EntityChanged", "Another user has already changed the record.");
        }

        if (request.Method is "DELETE")
        {
            documents.RemoveLine(row, Key(line.Value), now);
            return SandboxResponse.Empty(204);
        }

        return SandboxResponse.Json(200, documents.ChangeLine(row, Key(line.Value), BcBody.Read(request, BcShapes.OrderLine), now).DeepClone());
    }
}
