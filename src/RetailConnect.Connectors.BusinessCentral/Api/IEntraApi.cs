using Refit;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Api;

internal interface IEntraApi
{
    [Post("")] Task<TokenAnswer> Token([Url] string address, [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, CancellationToken ct);
}
