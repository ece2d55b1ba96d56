using Refit;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Api;

internal interface IShopifyAuthApi
{
    [Post("/admin/oauth/access_token")] Task<TokenAnswer> Token([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, CancellationToken ct);
}
