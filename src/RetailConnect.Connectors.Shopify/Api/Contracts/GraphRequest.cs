using System.Text.Json;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record GraphRequest(string Query, JsonElement Variables);
