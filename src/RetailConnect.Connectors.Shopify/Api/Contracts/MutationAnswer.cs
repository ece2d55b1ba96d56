using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>What a mutation answered; its refusals stand in a payload of a success, so the request's id comes along.</summary>
internal abstract record MutationAnswer
{
    /// <summary>Shopify's id of the request; null when it gave none.</summary>
    [JsonIgnore]
    public string? RequestId { get; set; }
}
