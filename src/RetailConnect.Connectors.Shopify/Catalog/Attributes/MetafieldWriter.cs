using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>Writes metafields, several products in one call. Shopify takes a call as a whole or not at all, so a product that it refuses is taken out and the others are sent again.</summary>
internal sealed class MetafieldWriter(ShopifyAdmin admin)
{
    /// <summary>Most metafields of one call.</summary>
    public const int AtOnce = 25;

    /// <summary>Writes all edits; the ones that are refused get their fault. Each round settles a product or parts them, so it ends.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<MetafieldEdit> edits, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var pending = new Stack<IReadOnlyList<MetafieldEdit>>(Calls(edits.Where(edit => edit.Set.Count > 0)));
        while (pending.TryPop(out var call))
        {
            try
            {
                foreach (var next in await SendAsync(call, results, cancellationToken))
                {
                    pending.Push(next);
                }
            }
            catch (ConnectorException fault)
            {
                Fail(call, fault, results);
            }
        }

        foreach (var edit in edits.Where(edit => edit.Delete.Count > 0 && results[edit.Plan.Index]?.Fault is null))
        {
            await DeleteAsync(edit, results, cancellationToken);
        }
    }

    /// <summary>Sends one call, and returns what is to be sent again.</summary>
    private async ValueTask<IReadOnlyList<IReadOnlyList<MetafieldEdit>>> SendAsync(IReadOnlyList<MetafieldEdit> call, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var inputs = call.SelectMany(edit => edit.Set).ToList();
        var answer = await admin.SendAsync(
            MetafieldDocuments.Set, new MetafieldSetVariables(inputs), inputs.Count, ShopifyJson.Default.MetafieldSetVariables, ShopifyJson.Default.MetafieldSetAnswer, cancellationToken);
        var payload = answer.MetafieldsSet ?? throw new ConnectorException(FaultKind.Transient, $"{MetafieldErrors.Mutation}: Shopify answered without a result.") { VendorRequestId = answer.RequestId };
        if (payload.UserErrors.Count == 0)
        {
            return [];
        }

        var owners = inputs.Select(input => input.OwnerId).ToList();
        var refused = payload.UserErrors.Where(error => error.ElementIndex is >= 0 && error.ElementIndex < owners.Count).ToLookup(error => owners[error.ElementIndex!.Value]);
        if (refused.Count == 0 && call.Count > 1)
        {
            return [.. call.Select(edit => (IReadOnlyList<MetafieldEdit>)[edit])];
        }

        var faulty = refused.Count == 0 ? call : [.. call.Where(edit => refused.Contains(edit.Id))];
        foreach (var edit in faulty)
        {
            Fail([edit], Fault(refused.Count == 0 ? payload.UserErrors : [.. refused[edit.Id]], answer.RequestId), results);
        }

        return call.Count == faulty.Count ? [] : [[.. call.Except(faulty)]];
    }

    private async ValueTask DeleteAsync(MetafieldEdit edit, WriteResult?[] results, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await admin.SendAsync(
                MetafieldDocuments.Delete, new MetafieldDeleteVariables(edit.Delete), edit.Delete.Count, ShopifyJson.Default.MetafieldDeleteVariables, ShopifyJson.Default.MetafieldDeleteAnswer, cancellationToken);
            UserErrors.ThrowIfAny("metafieldsDelete", answer.MetafieldsDelete?.UserErrors ?? [], answer.RequestId);
        }
        catch (ConnectorException fault)
        {
            Fail([edit], fault, results);
        }
    }

    private static void Fail(IReadOnlyList<MetafieldEdit> edits, ConnectorException fault, WriteResult?[] results)
    {
        foreach (var edit in edits)
        {
            results[edit.Plan.Index] = WriteResult.Failed(fault);
        }
    }

    private static ConnectorException Fault(IReadOnlyList<MetafieldError> errors, string? requestId)
    {
        var fault = MetafieldErrors.Fault(errors, requestId);
        return fault.Kind is not FaultKind.Rejected ? fault : new(FaultKind.Rejected, fault.Message)
        {
            Reason = Reasons.AttributeRefused, VendorRequestId = requestId,
            Advice = "The product was written, its attributes were not. Give the shop's definition and the map the same type, or correct the value in the source, then replay.",
        };
    }

    /// <summary>Fills calls with whole products, so that none is cut in two.</summary>
    private static List<IReadOnlyList<MetafieldEdit>> Calls(IEnumerable<MetafieldEdit> edits)
    {
        var calls = new List<IReadOnlyList<MetafieldEdit>>();
        var call = new List<MetafieldEdit>();
        foreach (var edit in edits)
        {
            if (call.Sum(other => other.Set.Count) + edit.Set.Count > AtOnce)
            {
                calls.Add(call);
                call = [];
            }

            call.Add(edit);
        }

        return call.Count == 0 ? calls : [.. calls, call];
    }
}
