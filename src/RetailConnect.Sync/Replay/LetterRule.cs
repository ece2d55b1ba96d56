using System.Text;
using System.Text.Json;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Replay;

/// <summary>Dead letters of one canonical type.</summary>
internal sealed class LetterRule<T>(IntakeRule<T> rule, CompletionRule<T>? completion) : ILetterRule
    where T : class
{
    private const int MostCharacters = 1_000_000;

    public (EditedContent? Content, string Refusal) Read(NewEnvelope parked, string json)
    {
        if (parked.Body.IsEmpty)
        {
            return (null, "It has no content to edit: it is a delete, or its source could not read it. Replay it as it is.");
        }

        if (json.Length > MostCharacters)
        {
            return (null, $"The edited content has {json.Length} characters; at most {MostCharacters} are taken.");
        }

        try
        {
            var edited = CanonicalJson.DeserializeStrictly<T>(Encoding.UTF8.GetBytes(json));
            var (id, was) = (IdOf(edited), Saved(parked) is { } saved ? IdOf(saved) : parked.Entity);
            return id == was
                ? (new(CanonicalJson.Serialize(edited), CanonicalJson.Fingerprint(rule.Content(edited))), "")
                : (null, $"The edited content is of '{id}', the dead letter of '{was}'; an edit can't make it another entity.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            return (null, $"The edited content is no {EntityType.Of<T>()}: {exception.Message}");
        }
    }

    /// <summary>The same as after a skip: what was kept open for the document is closed. A link tells later changes that the target has the entity.</summary>
    public async ValueTask<StoreCommit> EndAsync(StoredEnvelope parked, ExternalId? targetId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var saved = Saved(parked.Envelope);
        var commit = new StoreCommit();
        if (targetId is { } id)
        {
            var lane = parked.Envelope.Lane;
            commit = commit with { Links = [new(new(lane.Tenant, parked.Envelope.Type, lane.Target), parked.Envelope.Canonical, id, saved is null ? null : CanonicalJson.Fingerprint(rule.Content(saved)))] };
        }

        return completion is null || saved is null ? commit : await completion.CompleteAsync(SyncPipeline<T>.ToEnvelope(parked), commit, now, cancellationToken);
    }

    /// <summary>The content as it is; null when there is none, or none that this version can read.</summary>
    private static T? Saved(NewEnvelope parked)
    {
        try
        {
            return parked.Body.IsEmpty ? null : CanonicalJson.Deserialize<T>(parked.Body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ExternalId IdOf(T value) => value switch
    {
        Order order => order.Id,
        Return taken => taken.Id,
        Shipment sent => sent.Id,
        Payout payout => payout.Id,
        Product product => product.Id,
        ListPrice price => ListPrice.IdOf(price.List, price.Sku),
        Customer customer => customer.Id,
        StockLevel level => StockLevel.IdOf(level.Sku, level.Location),
        _ => throw new ArgumentException($"{typeof(T).Name} has no dead letters."),
    };
}
