using Refit;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

internal interface IShopifyApi
{
    [Post("/admin/api/" + ShopifyOptions.ApiVersion + "/graphql.json")]
    Task<ApiResponse<GraphAnswer>> Send([Body] GraphRequest request, [Property(RequestCost.Key)] double cost, [Property(GraphDocument.ReadsKey)] bool reads, CancellationToken ct);
}
