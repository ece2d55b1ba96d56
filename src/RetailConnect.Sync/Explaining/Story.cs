namespace RetailConnect.Sync.Explaining;

/// <summary>Puts what a store knows of an entity into the order in which it happened.</summary>
internal static class Story
{
    public static Explanation Tell(TenantId tenant, EntityKey entity, EntityHistory known)
    {
        var reads = known.Hints.Where(hint => hint.ReadAt is not null).Select(hint => (hint.Connection, At: hint.ReadAt!.Value)).ToHashSet();
        var events = known.Hints.SelectMany(Of).Concat(known.Envelopes.SelectMany(envelope => Of(envelope, reads))).Concat(Of(known.Booking));

        // What happened in one moment happened in the order of the kinds, and is told lane by lane.
        return new(tenant, entity, known.Links, known.Related, [.. events.Distinct().OrderBy(item => item.At).ThenBy(item => item.Kind).ThenBy(item => item.Envelope)], known.IsCut);
    }

    private static IEnumerable<ExplainedEvent> Of(SavedHint hint)
    {
        yield return new(hint.ReceivedAt, ExplainedKind.Hinted) { Origin = hint.Connection, Id = hint.Entity.Value };
        if (hint.ReadAt is { } read)
        {
            yield return new(read, ExplainedKind.Read) { Origin = hint.Connection, Id = hint.Entity.Value };
        }
    }

    private static IEnumerable<ExplainedEvent> Of(SavedBooking? booking)
    {
        if (booking is null)
        {
            yield break;
        }

        yield return new(booking.OpenedAt, ExplainedKind.Booked) { Entries = booking.Entries };
        if (booking.ClosedAt is { } closed)
        {
            yield return new(closed, ExplainedKind.Closed) { Entries = booking.Entries };
        }
    }

    private static IEnumerable<ExplainedEvent> Of(SavedEnvelope envelope, HashSet<(string Connection, DateTimeOffset At)> reads)
    {
        var blank = new ExplainedEvent(envelope.RecordedAt, ExplainedKind.Accepted) { Origin = envelope.Origin, Sync = envelope.Lane.Sync, Target = envelope.Lane.Target, Envelope = envelope.Id };

        // A hint's read and what it found are saved in one commit, so they have the same time.
        yield return blank with { Id = envelope.Entity.Value, Version = envelope.Version, Key = envelope.Key.Value, ByHint = reads.Contains((envelope.Origin, envelope.RecordedAt)) };
        if (envelope.AnnouncedAt is { } announced)
        {
            yield return blank with { At = announced, Kind = ExplainedKind.Announced };
        }

        // The last state is told with all that is known of it, below.
        var last = envelope.State is { } state ? envelope.Attempted.LastOrDefault(attempt => attempt.Kind == state && attempt.At == envelope.UpdatedAt) : null;
        foreach (var attempt in envelope.Attempted.Where(attempt => !ReferenceEquals(attempt, last)))
        {
            yield return blank with { At = attempt.At, Kind = KindOf(attempt.Kind), Attempts = attempt.Attempts, Reason = attempt.Reason, Detail = attempt.Detail };
        }

        if (envelope.State is { } ended)
        {
            yield return blank with
            {
                At = envelope.UpdatedAt, Kind = KindOf(ended), Attempts = envelope.Attempts, Reason = envelope.Reason, Detail = envelope.Detail ?? last?.Detail, Advice = envelope.Advice,
                Receipt = envelope.Receipt?.Value,
            };
        }
        else
        {
            yield return blank with { At = envelope.UpdatedAt, Kind = ExplainedKind.Waiting, Attempts = envelope.Attempts, Reason = envelope.Reason, NotBefore = envelope.NotBefore };
        }
    }

    private static ExplainedKind KindOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Applied => ExplainedKind.Applied,
        OutcomeKind.Skipped => ExplainedKind.Skipped,
        OutcomeKind.Superseded => ExplainedKind.Superseded,
        OutcomeKind.Deferred => ExplainedKind.Deferred,
        _ => ExplainedKind.DeadLettered,
    };
}
