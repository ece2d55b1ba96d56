namespace RetailConnect.Testing;

/// <summary>Tells what is known of one entity.</summary>
internal sealed class HistoryReads(MemoryState state, TenantId tenant, EntityKey entity)
{
    private readonly EntityReads ids = new(state, tenant);

    public EntityHistory Load(string asked, int most)
    {
        var links = Links();
        var envelopes = state.Envelopes.Values.Reverse().Where(row => IsOurs(row.Envelope)).Take(most + 1).Reverse().ToArray();
        var known = links.Where(link => link.Type == entity.Type).Select(link => (link.Connection, link.External)).Concat(envelopes.Select(row => (row.Envelope.Origin, row.Envelope.Entity))).ToHashSet();
        var hints = Hints(known, asked, most + 1);
        return new()
        {
            Links = links, Hints = [.. hints.TakeLast(most)], Envelopes = [.. envelopes.TakeLast(most).Select(Saved)], Booking = Booking(),
            Related = entity.Type == EntityType.Return ? OrdersOfReturn() : entity.Type == EntityType.Order ? ReturnsOfOrder(links, envelopes) : [], IsCut = hints.Length > most || envelopes.Length > most,
        };
    }

    private bool IsOurs(NewEnvelope envelope) => envelope.Lane.Tenant == tenant && envelope.Type == entity.Type && envelope.Canonical == entity.Canonical;

    private SavedLink[] Links()
    {
        var types = EntityReads.LinkTypes(entity.Type);
        return
        [
            .. state.Links.Where(link => link.Value.Canonical == entity.Canonical && ids.IsOurs(link.Key.Scope, types))
                .Select(link => new SavedLink(link.Key.Scope.Type, link.Key.Scope.Connection, link.Key.External, link.Value.LinkedAt)).OrderBy(link => link.LinkedAt)
                .ThenBy(link => link.Connection, StringComparer.Ordinal).ThenBy(link => link.Type.Name, StringComparer.Ordinal).ThenBy(link => link.External.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>Hints that name the entity by an id that a system has for it, or, before it was ever read, by the one that was asked for.</summary>
    private SavedHint[] Hints(HashSet<(string Connection, ExternalId Id)> known, string asked, int most)
    {
        HashSet<ExternalId?> names = [.. known.Select(id => (ExternalId?)id.Id), new ExternalId(asked), new ExternalId(entity.Canonical.Value)];
        return
        [
            .. state.Hints.Values.Reverse().Where(row => row.Hint.Entity is not null && names.Contains(row.Hint.Entity) && row.Hint.Stream.Tenant == tenant && row.Hint.Stream.Type == entity.Type).Take(most)
                .Select(row => new SavedHint(row.Hint.Stream.Connection, row.Hint.Entity!.Value, row.Hint.ReceivedAt, row.ReadAt))
                .Where(hint => known.Contains((hint.Connection, hint.Entity)) || entity.Type == EntityType.StockLevel || ids.CanonicalOf(entity.Type, hint.Connection, hint.Entity) == entity.Canonical).Reverse(),
        ];
    }

    private static SavedEnvelope Saved(EnvelopeRow row) => new()
    {
        Id = row.Id, Lane = row.Envelope.Lane, Origin = row.Envelope.Origin, Entity = row.Envelope.Entity, Version = row.Envelope.Version, Key = row.Envelope.Key, State = row.Outcome, Reason = row.Reason,
        Detail = row.Letter?.Detail, Advice = row.Letter?.Advice, Attempts = row.Attempts, NotBefore = row.NotBefore, RecordedAt = row.RecordedAt, AnnouncedAt = row.AnnouncedAt, Receipt = row.Receipt, UpdatedAt = row.UpdatedAt,
        Attempted = [.. row.History.Select(entry => new StoredOutcome { Envelope = row.Id, At = entry.At, Attempts = entry.Attempts, Kind = (OutcomeKind)entry.Kind, Reason = entry.Reason, Detail = entry.Detail })],
    };

    private SavedBooking? Booking() => state.Ledger.TryGetValue((tenant, $"{entity.Type}:{entity.Canonical}"), out var lines)
        ? new(lines.Count, lines.Values.Min(line => line.Entry.OpenedAt), lines.Values.All(line => line.ClosedAt is not null) ? lines.Values.Max(line => line.ClosedAt) : null)
        : null;

    /// <summary>A return is kept in order with its order, under the order's id in the same channel or its number.</summary>
    private EntityKey[] OrdersOfReturn() =>
    [
        .. state.Envelopes.Values.Select(row => row.Envelope).Where(envelope => IsOurs(envelope) && envelope.OrderKey != envelope.Canonical.Value)
            .Select(envelope => OrderOf(envelope.Origin, envelope.OrderKey)).OfType<CanonicalId>().Distinct()
            .OrderBy(order => order.Value, StringComparer.Ordinal).Select(order => new EntityKey(EntityType.Order, order)),
    ];

    private EntityKey[] ReturnsOfOrder(SavedLink[] links, EnvelopeRow[] envelopes)
    {
        var keys = links.Where(link => !EntityReads.IsNumber(link.Type) || link.Type == EntityType.OrderNumber).Select(link => link.External.Value).Concat(envelopes.Select(row => row.Envelope.Entity.Value)).ToHashSet();
        return
        [
            .. state.Envelopes.Values.Select(row => row.Envelope)
                .Where(envelope => envelope.Lane.Tenant == tenant && envelope.Type == EntityType.Return && keys.Contains(envelope.OrderKey) && envelope.OrderKey != envelope.Canonical.Value)
                .Where(envelope => OrderOf(envelope.Origin, envelope.OrderKey) == entity.Canonical).Select(envelope => new EntityKey(EntityType.Return, envelope.Canonical))
                .Distinct().OrderBy(found => found.Canonical.Value, StringComparer.Ordinal),
        ];
    }

    private CanonicalId? OrderOf(string origin, ExternalId key) =>
        (state.Links.GetValueOrDefault((new(tenant, EntityType.Order, origin), key)) ?? state.Links.GetValueOrDefault((new(tenant, EntityType.OrderNumber, ConnectionLinks.AnyConnection), key)))?.Canonical;
}
