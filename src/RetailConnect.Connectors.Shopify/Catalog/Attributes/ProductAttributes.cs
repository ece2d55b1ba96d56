using Microsoft.Extensions.Logging;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>Writes the mapped attributes of products as metafields: what can't be one is refused before the product is written, the rest follows once it is.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class ProductAttributes(MetafieldReader reader, MetafieldWriter writer, ShopifyOptions options, ConnectionContext connection, ILogger<ProductAttributes> logger)
{
    /// <summary>Plans the products that have mapped attributes, and reads what the shop has of those that it knows. One that can't be written as a whole gets its fault.</summary>
    public async ValueTask<IReadOnlyList<AttributePlan>> PrepareAsync(IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var plans = new List<AttributePlan>();
        for (var index = 0; index < envelopes.Count; index++)
        {
            Try(index, results, () => plans.AddRange(AttributePlan.Of(index, envelopes[index], options.Attributes) is { } plan ? [plan] : []));
        }

        await reader.FillAsync([.. plans.Where(plan => plan.Envelope.TargetId is not null)], plan => plan.Envelope.TargetId!.Value.Value, results, cancellationToken);
        foreach (var plan in plans.Where(plan => plan.There is not null))
        {
            Try(plan.Index, results, () => CheckTypes(plan));
        }

        return plans;
    }

    /// <summary>Writes the metafields of the products that were written.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<AttributePlan> plans, WriteResult?[] results, CancellationToken cancellationToken)
    {
        string IdOf(AttributePlan plan) => results[plan.Index]!.Receipt!.Id.Value;
        var written = plans.Where(plan => results[plan.Index]?.Receipt is not null).ToList();
        await reader.FillAsync([.. written.Where(plan => plan.There is null)], IdOf, results, cancellationToken);
        var edits = new List<MetafieldEdit>();
        foreach (var plan in written.Where(plan => plan.There is not null))
        {
            Try(plan.Index, results, () =>
            {
                CheckTypes(plan);
                edits.Add(MetafieldEdit.Of(plan, IdOf(plan)));
            });
        }

        foreach (var (edit, left) in edits.SelectMany(edit => edit.Left.Select(left => (edit, left))))
        {
            LogLeft(connection.Tenant.Value, connection.Name, $"{left.Place}", edit.Id, left.Attribute);
        }

        await writer.WriteAsync(edits, results, cancellationToken);
    }

    private static void CheckTypes(AttributePlan plan)
    {
        if (plan.Wanted.FirstOrDefault(wanted => plan.There!.Of(wanted.Place) is { } there && there.Type != wanted.Place.Type) is { } other)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The metafield {other.Place} holds {plan.There!.Of(other.Place)!.Type} in the shop, and {other.Place.Type} by the map of attributes.")
            {
                Reason = Reasons.AttributeTypeDiffers, Advice = "Map the attribute to the type that the shop has, or change the metafield in the shop, then replay.",
            };
        }
    }

    private static void Try(int index, WriteResult?[] results, Action work)
    {
        try
        {
            work();
        }
        catch (ConnectorException fault)
        {
            results[index] = WriteResult.Failed(fault);
        }
    }

    [LoggerMessage(1103, LogLevel.Warning, "{Tenant}/{Connection}: the metafield {Place} of {Product} was written or changed in the shop by somebody else and is left as it is; the attribute {Attribute} does not reach it.")]
    private partial void LogLeft(string tenant, string connection, string place, string product, string attribute);
}
