using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Sees to it that each category has a collection. The shop fills it itself, by a condition on the product type, so that products enter and leave it without any call.</summary>
/// <remarks>Thread-safe. What is there already is left as it is: from then on it is the merchant's.</remarks>
internal sealed partial class CategoryCollections(ShopifyAdmin admin, ProductPublishing publishing, ShopifyOptions options, ConnectionContext context, ILogger<CategoryCollections> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> unpublished = [];

    /// <summary>Sees to the categories of what was written; a product whose category's collection could not be made for the moment is written again.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        for (var index = 0; options.CollectionPerCategory && index < envelopes.Count; index++)
        {
            if (results[index]?.Receipt is not null && envelopes[index].Change.Value is { } product && ProductPlan.TypeOf(product) is { Length: > 0 } category && !known.ContainsKey(category))
            {
                results[index] = await EnsureAsync(category, cancellationToken) is { } fault ? WriteResult.Failed(fault) : results[index];
            }
        }
    }

    /// <summary>The handle by which a category's collection is found again.</summary>
    public static string HandleOf(string category) => Handle.Of(new($"category-{category}"));

    public void Dispose() => turn.Dispose();

    private async ValueTask<ConnectorException?> EnsureAsync(string category, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (!known.ContainsKey(category))
            {
                if (!await IsThereAsync(category, cancellationToken))
                {
                    await CreateAsync(category, cancellationToken);
                }

                await PublishAsync(category, cancellationToken);
                known[category] = true;
            }

            return null;
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected or FaultKind.Unsupported)
        {
            // The products themselves are right, and must not wait for a person.
            LogRefused(context.Tenant.Value, context.Name, category, fault.Message);
            known[category] = true;
            return null;
        }
        catch (ConnectorException fault)
        {
            return fault;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> IsThereAsync(string category, CancellationToken cancellationToken) => unpublished.ContainsKey(category)
        || (await admin.SendAsync(CollectionDocuments.ByHandle, new HandleVariables(HandleOf(category)), 1, ShopifyJson.Default.HandleVariables, ShopifyJson.Default.CollectionAnswer, cancellationToken)).CollectionByIdentifier is not null;

    private async Task CreateAsync(string category, CancellationToken cancellationToken)
    {
        var input = new CollectionInput(category, HandleOf(category), [new(new(category, new([new(new([category]))])))]);
        var answer = await admin.SendAsync(CollectionDocuments.Create, new CollectionCreateVariables(input), 1, ShopifyJson.Default.CollectionCreateVariables, ShopifyJson.Default.CollectionCreateAnswer, cancellationToken);
        UserErrors.ThrowIfAny("collectionCreate", answer.CollectionCreate?.UserErrors ?? [], answer.RequestId);
        unpublished[category] = answer.CollectionCreate?.Collection?.Id ?? throw new ConnectorException(FaultKind.Transient, "collectionCreate answered without a collection.") { VendorRequestId = answer.RequestId };
    }

    private async Task PublishAsync(string category, CancellationToken cancellationToken)
    {
        if (unpublished.TryGetValue(category, out var id))
        {
            await publishing.PublishAsync(id, cancellationToken);
            unpublished.Remove(category);
        }
    }

    [LoggerMessage(1105, LogLevel.Warning, "{Tenant}/{Connection}: the collection of the category {Category} was refused and is not tried again before the next start: {Refusal}")]
    private partial void LogRefused(string tenant, string connection, string category, string refusal);
}
