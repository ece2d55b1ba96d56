using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>Requests that Business Central carries out together.</summary>
internal sealed record BatchBody(IReadOnlyList<BatchRequest> Requests);

/// <summary>One of them; its address is relative to the API.</summary>
internal sealed record BatchRequest(string Id, string Method, string Url)
{
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public JsonNode? Body { get; init; }
}

internal sealed record BatchAnswer([property: JsonRequired] IReadOnlyList<BatchResponse> Responses);

internal sealed record BatchResponse(string Id, int Status)
{
    public JsonElement? Body { get; init; }
}

/// <summary>What changes of a line.</summary>
internal sealed record LineUpdate
{
    public string? Description { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? UnitPrice { get; init; }

    public decimal? DiscountAmount { get; init; }

    public Guid? LocationId { get; init; }
}

/// <summary>What changes of a document's head.</summary>
internal sealed record HeadUpdate(string ExternalDocumentNumber);
