using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Catalog;

/// <summary>Recognises products that are in the target already although we never wrote them there; what could be several is left to a person.</summary>
internal sealed class ProductMatch(ConnectionRuntime target, ProductMatching by, EngineParts parts)
{
    /// <summary>Returns the envelopes, with the target's ids of the products that were recognised; one that could be several gets its fault.</summary>
    /// <param name="envelopes">The envelopes.</param>
    /// <param name="shown">Shows variants of the target by SKU.</param>
    /// <param name="results">Gets the faults.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<IReadOnlyList<Envelope<Product>>> RunAsync(IReadOnlyList<Envelope<Product>> envelopes, ShownVariants shown, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var strange = envelopes.Where(envelope => envelope is { TargetId: null, Change.Value: not null }).ToList();
        if (by is ProductMatching.None || strange.Count == 0)
        {
            return envelopes;
        }

        var there = (await shown.FindAsync(strange.SelectMany(envelope => envelope.Value.Variants).Select(variant => variant.Sku), cancellationToken)).ToLookup(seen => seen.Key, StringComparer.Ordinal);
        var (matched, taken) = (envelopes.ToArray(), new Dictionary<ExternalId, CanonicalId>());
        for (var index = 0; index < matched.Length; index++)
        {
            try
            {
                if (matched[index] is { TargetId: null, Change.Value: not null } envelope && await FindAsync(envelope, there, taken, cancellationToken) is { } id)
                {
                    matched[index] = envelope with { TargetId = id };
                }
            }
            catch (ConnectorException fault)
            {
                results[index] = WriteResult.Failed(fault);
            }
        }

        return matched;
    }

    private async ValueTask<ExternalId?> FindAsync(Envelope<Product> envelope, ILookup<string, Observation> there, Dictionary<ExternalId, CanonicalId> taken, CancellationToken cancellationToken)
    {
        var found = envelope.Value.Variants.DistinctBy(variant => variant.Sku).SelectMany(variant => there[variant.Sku.Value].Select(seen => (Variant: variant, Seen: seen))).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        if (found.GroupBy(pair => pair.Variant.Sku).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Ambiguous($"the SKU {twice.Key} stands there {twice.Count()} times");
        }

        if (found.Select(pair => pair.Seen.Entity).Distinct().ToList() is { Count: > 1 } several)
        {
            throw Ambiguous($"its SKUs stand at {several.Count} products there: {string.Join(", ", several.Take(3))}");
        }

        if (by is ProductMatching.SkuAndGtin && found.FirstOrDefault(Contradicts) is { Variant: { } odd, Seen: { } seen })
        {
            throw Ambiguous($"the SKU {odd.Sku} has the barcode {GtinOf(seen)} there, and not {odd.Gtin}");
        }

        var id = found[0].Seen.Entity;
        var owner = taken.TryGetValue(id, out var other) ? other : await parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Product, target.Name), id, cancellationToken);
        if (owner is { } known && known != envelope.Canonical)
        {
            throw Ambiguous($"the product {id} that has its SKUs is that of {known}");
        }

        taken[id] = envelope.Canonical;
        return id;
    }

    private static bool Contradicts((ProductVariant Variant, Observation Seen) pair) => pair.Variant.Gtin is { } gtin && GtinOf(pair.Seen) is { Length: > 0 } there && there != gtin.Value;

    private static string? GtinOf(Observation seen) => seen.Fields.FirstOrDefault(field => field.Name == ObservedField.Gtin)?.Value;

    private ConnectorException Ambiguous(string why) => new(FaultKind.Rejected, $"The product was never written to '{target.Name}', and {why}.") { Reason = Reasons.AmbiguousMatch };
}
