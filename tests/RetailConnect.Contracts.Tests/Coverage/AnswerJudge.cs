using System.Text.Json.Nodes;
using RetailConnect.Contracts.Shopify;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Judges what a simulator answered by the contract of the vendor that it stands for.</summary>
internal sealed class AnswerJudge
{
    private const string Batch = "/$batch";
    private readonly ContractJudge judge = ContractJudge.Require();
    private readonly SelectionCheck documents = new(new SchemaIndex(ContractJudge.Require().Shopify.Published));

    public IEnumerable<Violation> Check(Heard heard)
    {
        if (KnownException.For(heard.Vendor, heard.Request.Method, heard.Request.Path) is not null)
        {
            return [];
        }

        var body = heard.Body.IsEmpty ? null : JsonNode.Parse(heard.Body.Span);
        if (heard.Vendor == "shopify")
        {
            return heard.Status == 200 ? documents.Check(JsonNode.Parse(heard.Request.Body.Span)!.AsObject(), body) : [];
        }

        if (heard is { Vendor: "business-central", Status: 200 } && heard.Request.Path.EndsWith(Batch, StringComparison.Ordinal))
        {
            return Parts(heard, body!).SelectMany(Check);
        }

        var contract = judge.Rest(heard.Vendor);
        if (contract.Find(Describing(heard)) is not { } operation)
        {
            return [contract.Contract.Unknown(heard.Request.Method, heard.Request.Path)];
        }

        return heard.Status == 204 && body is null ? [] : contract.Contract.Answers.Check(operation, heard.Vendor == "business-central" ? WithoutControl(body) : body, heard.Status);
    }

    /// <summary>The contract knows the answer to a batch as one text of several parts; its JSON form is judged request by request.</summary>
    private static IEnumerable<Heard> Parts(Heard batch, JsonNode answer)
    {
        var requests = JsonNode.Parse(batch.Request.Body.Span)!["requests"]!.AsArray().ToDictionary(part => (string)part!["id"]!, part => part!);
        return answer["responses"]!.AsArray().Select(part => batch with
        {
            Request = batch.Request with { Method = (string)requests[(string)part!["id"]!]["method"]!, Path = $"{batch.Request.Path[..^Batch.Length]}/{(string)requests[(string)part["id"]!]["url"]!}" },
            Status = (int)part["status"]!, Body = part["body"] is { } body ? System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()) : default(ReadOnlyMemory<byte>),
        });
    }

    /// <summary>A changed entity may come back, as Microsoft's documentation of each update says (200 and the entity); the derived contract has 204 only, so the entity is judged as one that is read.</summary>
    private static SandboxRequest Describing(Heard heard) => heard is { Vendor: "business-central", Request.Method: "PATCH", Status: 200 } ? heard.Request with { Method = "GET" } : heard.Request;

    /// <summary>OData's control information (context, etag, next link) belongs to the format and not to the entity.</summary>
    private static JsonNode? WithoutControl(JsonNode? node) => node switch
    {
        JsonObject there => new JsonObject(there.Where(member => !member.Key.Contains("@odata.", StringComparison.Ordinal)).Select(member => KeyValuePair.Create(member.Key, WithoutControl(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutControl)]),
        _ => node?.DeepClone(),
    };
}
