using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>Reads the metafields that attributes are mapped to.</summary>
internal sealed class MetafieldReader(ShopifyAdmin admin, ShopifyOptions options)
{
    /// <summary>Most products of one read.</summary>
    public const int AtOnce = 30;

    private readonly IReadOnlyList<string> keys = [.. options.Attributes.Values.Select(place => place.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>Reads those of some products by their ids; where no attribute is mapped nothing is asked, and products that are gone are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, OwnedMetafields>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0 || keys.Count == 0)
        {
            return new Dictionary<string, OwnedMetafields>();
        }

        var variables = new MetafieldVariables(ids, keys, keys.Count);
        var answer = await admin.SendAsync(MetafieldDocuments.ByOwners, variables, ids.Count, ShopifyJson.Default.MetafieldVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return answer.Nodes.Select(node => (Id: node.Text("id"), Node: node)).Where(owner => owner.Id is not null).ToDictionary(owner => owner.Id!, owner => Owned(owner.Node));
    }

    /// <summary>An owner of another shape than promised keeps none of the others.</summary>
    private static OwnedMetafields Owned(JsonElement node)
    {
        try
        {
            return OwnedMetafields.Of(node.Deserialize(ShopifyJson.Default.MetafieldOwner)!);
        }
        catch (JsonException exception)
        {
            return OwnedMetafields.None with
            {
                Fault = new(FaultKind.Rejected, $"Shopify's answer about metafields has another shape than {ShopifyOptions.ApiVersion} promises, at {exception.Path}.", exception) { Reason = Reasons.UnknownValue },
            };
        }
    }

    /// <summary>Fills in what the shop has; a product that is gone has nothing.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="idOf">Id of a plan's product.</param>
    /// <param name="results">Results by place; a plan that could not be read gets its fault.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async ValueTask FillAsync(IReadOnlyList<AttributePlan> plans, Func<AttributePlan, string> idOf, WriteResult?[] results, CancellationToken cancellationToken)
    {
        foreach (var chunk in plans.Chunk(AtOnce))
        {
            try
            {
                var found = await ReadAsync([.. chunk.Select(idOf).Distinct()], cancellationToken);
                foreach (var plan in chunk)
                {
                    var owned = found.GetValueOrDefault(idOf(plan), OwnedMetafields.None);
                    (plan.There, results[plan.Index]) = owned.Fault is { } fault ? (null, WriteResult.Failed(fault)) : (owned, results[plan.Index]);
                }
            }
            catch (ConnectorException fault)
            {
                Array.ForEach(chunk, plan => results[plan.Index] = WriteResult.Failed(fault));
            }
        }
    }
}
