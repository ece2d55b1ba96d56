using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Erasing;

/// <summary>Takes free texts, marks, company names and tracking numbers out of kept orders, returns and shipments of erased persons, once they have ended. What is on its way, or parked, is needed until then.</summary>
internal sealed class ErasedDocuments(TenantRuntime runtime, IErasureStore store)
{
    private const string Documents = "orders, returns and shipments: texts and tracking numbers";
    private ILookup<ErasedProfile, int> profiles = Enumerable.Empty<int>().ToLookup(_ => default(ErasedProfile));
    private (long Cleaned, long Open)[] counts = [];

    /// <summary>Goes through all documents once, for all of some erasures; returns them as they are then.</summary>
    public async ValueTask<IReadOnlyList<Erasure>> CleanAsync(IReadOnlyList<Erasure> erasures, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<CanonicalId, int>();
        counts = new (long Cleaned, long Open)[erasures.Count];
        profiles = erasures.SelectMany((erasure, index) => erasure.Receipt.Profiles.Select(profile => (profile, index))).ToLookup(entry => entry.profile, entry => entry.index);
        await EachAsync(
            EntityType.Order, erasures,
            kept =>
            {
                // What was ordered later is a new person's, who may have been erased too.
                var owner = Read<Order>(kept) is { Customer: { } customer } order
                    ? profiles[new(kept.Origin, customer.Id)].Where(index => order.PlacedAt <= erasures[index].Receipt.AskedAt).Select(index => (int?)index).FirstOrDefault() : null;
                if (owner is { } found)
                {
                    owners[kept.Canonical] = found;
                }

                // A change of the order that could not be mapped, or was deleted, is the same person's.
                return new(owner ?? (owners.TryGetValue(kept.Canonical, out var known) ? known : default(int?)));
            },
            cancellationToken);
        await EachAsync(EntityType.Return, erasures, kept => OwnerAsync(kept, Read<Return>(kept)?.Customer, Read<Return>(kept)?.Order, owners, cancellationToken), cancellationToken);
        await EachAsync(EntityType.Shipment, erasures, kept => OwnerAsync(kept, null, Read<Shipment>(kept)?.Order, owners, cancellationToken), cancellationToken);
        return [.. erasures.Select(Told)];
    }

    private Erasure Told(Erasure erasure, int index)
    {
        var places = erasure.Receipt.Places.Where(place => place.What != Documents || place.Outcome is not ErasureOutcome.Kept);
        var receipt = erasure.Receipt with { Places = [.. places] };
        var before = receipt.Places.FirstOrDefault(place => place.What == Documents)?.Count ?? 0;
        receipt = counts[index].Cleaned > 0 ? receipt.With(new(ErasedPlace.Store, Documents, ErasureOutcome.Replaced) { Count = before + counts[index].Cleaned }) : receipt;
        receipt = counts[index].Open > 0
            ? receipt.With(new(ErasedPlace.Store, Documents, ErasureOutcome.Kept) { Count = counts[index].Open, Why = "They are on their way or parked for a person, and are needed until they end; within a day after that their texts go too." })
            : receipt;
        return erasure with { Receipt = receipt, DocumentsAt = runtime.Parts.Time.GetUtcNow(), IsToBeScoured = erasure.IsToBeScoured || counts[index].Cleaned > 0 };
    }

    private async ValueTask EachAsync(EntityType type, IReadOnlyList<Erasure> erasures, Func<KeptEnvelope, ValueTask<int?>> owner, CancellationToken cancellationToken)
    {
        var request = new KeptRequest(runtime.Tenant, type);
        IReadOnlyList<KeptEnvelope> page;
        do
        {
            page = await store.LoadKeptAsync(request, cancellationToken);
            var (cleaned, marked) = (new List<CleanedEnvelope>(), default(Erasure));
            foreach (var kept in page)
            {
                if (await owner(kept) is not { } index)
                {
                    continue;
                }

                if (kept.State is null or OutcomeKind.DeadLettered)
                {
                    counts[index].Open++;
                }
                else if (PersonalFields.Without(type, kept.Body) is var body && (kept.HasTexts || !body.Span.SequenceEqual(kept.Body.Span)))
                {
                    counts[index].Cleaned++;
                    cleaned.Add(new(kept.Id, body));
                    marked ??= erasures[index] with { IsToBeScoured = true };
                }
            }

            if (cleaned.Count > 0)
            {
                // That the files are to be scoured is known from then on, whatever happens; one erasure that says so is enough.
                await runtime.Parts.Writer.CommitAsync(new() { Cleaned = cleaned, Erasure = marked }, CancellationToken.None);
            }

            request = request with { After = page.Count > 0 ? page[^1].Id : request.After };
        }
        while (page.Count == request.Limit);
    }

    /// <summary>Whose a document is that names its customer, or an order of the person.</summary>
    private async ValueTask<int?> OwnerAsync(KeptEnvelope kept, CustomerReference? customer, OrderReference? order, Dictionary<CanonicalId, int> owners, CancellationToken cancellationToken) =>
        customer is not null && profiles[new(kept.Origin, customer.Id)].Select(index => (int?)index).LastOrDefault() is { } index
            && await runtime.Parts.Crosswalk.ErasedAsync(runtime.Tenant, kept.Origin, customer.Id, cancellationToken) is not null ? index
        : owners.Count > 0 && order is not null && await runtime.Parts.Crosswalk.FindOrderAsync(runtime.Tenant, kept.Origin, order, cancellationToken) is { } found && owners.TryGetValue(found, out var owner) ? owner
        : null;

    private static T? Read<T>(KeptEnvelope kept)
        where T : class
    {
        try
        {
            return kept.Body.IsEmpty ? null : CanonicalJson.Deserialize<T>(kept.Body.Span);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
