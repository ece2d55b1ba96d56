namespace RetailConnect.Testing;

/// <summary>Reads what erasures need.</summary>
internal static class ErasureReads
{
    public static IReadOnlyList<Erasure> List(MemoryState state, TenantId tenant, bool open) =>
        [.. state.Erasures.Where(entry => entry.Key.Tenant == tenant && (!open || entry.Value.Receipt.DoneAt is null)).OrderBy(entry => entry.Key.Person.Value, StringComparer.Ordinal).Select(entry => entry.Value)];

    public static IReadOnlyList<KeptEnvelope> Kept(MemoryState state, KeptRequest request) =>
    [
        .. state.Envelopes.Values
            .Where(row => row.Id > request.After && row.Envelope.Lane.Tenant == request.Tenant && row.Envelope.Type == request.Type && (request.Of is null || request.Of.Contains(row.Envelope.Canonical)))
            .Take(request.Limit).Select(row => new KeptEnvelope(row.Id, row.Outcome, row.Envelope.Origin, row.Envelope.Entity, row.Envelope.Canonical, row.Envelope.Key, row.Envelope.Body)
            {
                HasTexts = row.Letter is { Detail.Length: > 0 } or { Advice.Length: > 0 } || row.History.Any(entry => entry.Detail is not null),
            }),
    ];
}
