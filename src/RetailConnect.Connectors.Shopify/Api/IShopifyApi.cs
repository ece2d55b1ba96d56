using Refit;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

internal interface IShopifyApi
{
    [Post($"/admin/api/{ShopifyConnector.ApiVersion}/graphql.json")]
    Task<GraphAnswer> RunAsync([Body] GraphRequest request, [Property(RequestCost.Key)] double cost, CancellationToken cancellationToken);
}

internal interface IShopifyTokenApi
{
    [Post("/admin/oauth/access_token")]
    Task<TokenAnswer> GrantAsync([Body] TokenRequest request, CancellationToken cancellationToken);
}
