using System.Text.Json;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>A page of entities, each read by itself; every document names it <c>page</c>.</summary>
internal sealed record EntityPage(Connection<JsonElement> Page);

internal sealed record EntityVersion(string Id, DateTimeOffset UpdatedAt);

internal sealed record NodeList(IReadOnlyList<JsonElement> Nodes);
