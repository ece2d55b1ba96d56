using System.Collections.Immutable;

namespace RetailConnect.Testing;

/// <summary>Makes the state after a commit of the state before it, one step at a time; nobody sees the states between.</summary>
/// <param name="state">The state before.</param>
/// <param name="now">When it is saved.</param>
/// <param name="before">Called before each step.</param>
internal sealed class CommitSteps(MemoryState state, DateTimeOffset now, Action before)
{
    private int hints;
    private int envelopes;

    public (MemoryState State, StoreReceipt Receipt) Take(StoreCommit commit)
    {
        Check(commit.Lease);
        Each(commit.Hints, Add);
        Each(commit.Envelopes, Add);
        Each(commit.ReadHints, Read);
        Each<Checkpoint>(commit.Checkpoint is { } checkpoint ? [checkpoint] : [], Save);
        Each<Sweep>(commit.Sweep is { } sweep ? [sweep] : [], Save);
        Each<Comparison>(commit.Comparison is { } comparison ? [comparison] : [], Save);
        Each(commit.Appointments, Save);
        Each(commit.Intents, Intend);
        Each(commit.Outcomes, outcome => state = OutcomeSteps.Take(state, outcome));
        Each(commit.Doubts, Doubt);
        Each(commit.Unlinkings, Unlink);
        Each(commit.Links, Link);
        Each([.. commit.LedgerEntries.Where(entry => entry.ExpiresAt is null).Select(entry => (entry.Tenant, entry.Document)).Distinct()], Empty);
        Each(commit.LedgerEntries, Open);
        Each(commit.LedgerClosings, Close);
        Each(commit.Cleaned, cleaned => state = CleaningSteps.Take(state, cleaned, now));
        Each<Erasure>(commit.Erasure is { } erasure ? [erasure] : [], Save);
        return (state, new(hints, envelopes));
    }

    private void Each<T>(IReadOnlyList<T> parts, Action<T> step)
    {
        foreach (var part in parts)
        {
            before();
            step(part);
        }
    }

    private void Check(Lease? lease)
    {
        if (lease is not null && state.Leases.GetValueOrDefault(lease.Tenant)?.Fence != lease.Fence)
        {
            throw new StoreException($"Another host works for '{lease.Tenant}' by now; nothing of this host's work is saved any more.") { LeaseLost = true };
        }
    }

    private void Add(NewHint hint)
    {
        var keys = state.HintKeys.Add((hint.Stream, hint.Key));
        if (keys != state.HintKeys)
        {
            var id = state.LastId + 1;
            state = state with { LastId = id, HintKeys = keys, Hints = state.Hints.Add(id, new(id, hint, null)) };
            hints++;
        }
    }

    private void Add(NewEnvelope envelope)
    {
        var lane = state.Lanes.GetValueOrDefault(envelope.Lane, LaneRows.Empty);
        if (lane.Keys.ContainsKey(envelope.Key.Value))
        {
            return;
        }

        var id = state.LastId + 1;
        lane = lane with { Accepted = lane.Accepted + 1, Keys = lane.Keys.Add(envelope.Key.Value, id) };
        state = (state with { LastId = id, Lanes = state.Lanes.SetItem(envelope.Lane, lane) }).With(Accepted(id, envelope));
        envelopes++;
    }

    private EnvelopeRow Accepted(long id, NewEnvelope envelope)
    {
        // The caller keeps its buffer.
        var row = new EnvelopeRow { Id = id, Envelope = envelope with { Body = envelope.Body.ToArray(), Fault = null }, RecordedAt = now, UpdatedAt = envelope.AcceptedAt };
        return envelope.Fault is { } fault
            ? (row with { Outcome = OutcomeKind.DeadLettered, Reason = fault.Reason, Letter = new(fault.Detail, fault.Advice) })
                .Noted(new(envelope.AcceptedAt, DeadLetterEventKind.DeadLettered, 0, fault.Reason, fault.Detail, null, null, null))
            : row;
    }

    private void Read(long id)
    {
        if (state.Hints.TryGetValue(id, out var hint) && hint.ReadAt is null)
        {
            state = state with { Hints = state.Hints.SetItem(id, hint with { ReadAt = now }) };
        }
    }

    private void Save(Checkpoint checkpoint) => state = state with { Checkpoints = state.Checkpoints.SetItem(checkpoint.Stream, checkpoint) };

    /// <summary>What is new in this very commit is counted here, because only here it is known.</summary>
    private void Save(Sweep sweep) => state = state with { Sweeps = state.Sweeps.SetItem(sweep.Stream, sweep with { Accepted = sweep.Accepted + envelopes }) };

    private void Save(Comparison comparison) => state = state with { Comparisons = state.Comparisons.SetItem(comparison.Lane, comparison) };

    private void Save(Appointment appointment) => state = state with { Appointments = state.Appointments.SetItem((appointment.Stream, appointment.Entity), appointment) };

    private void Save(Erasure erasure) => state = state with { Erasures = state.Erasures.SetItem((erasure.Receipt.Tenant, erasure.Receipt.Person), erasure) };

    private void Unlink(Unlinking links) => state = state with
    {
        Links = state.Links.RemoveRange(state.Links.Where(link => link.Key.Scope.Tenant == links.Tenant && link.Key.Scope.Type == links.Type && link.Value.Canonical == links.Canonical).Select(link => link.Key)),
    };

    private void Intend(long id)
    {
        if (state.Envelopes.TryGetValue(id, out var row) && row.Outcome is null)
        {
            state = state.With(row with { Intended = true, AnnouncedAt = now });
        }
    }

    private void Doubt(ContentDoubt doubt)
    {
        var doubted = state.Links.Where(link => link.Key.Item1 == doubt.Scope && link.Value.Canonical == doubt.Canonical && link.Value.Fingerprint is { } known && known != doubt.Unless);
        state = state with { Links = state.Links.SetItems([.. doubted.Select(link => KeyValuePair.Create(link.Key, link.Value with { Fingerprint = null }))]) };
    }

    private void Link(CrosswalkLink link)
    {
        var known = state.Links.GetValueOrDefault((link.Scope, link.External));
        var fingerprint = link.Fingerprint ?? (known?.Canonical == link.Canonical ? known.Fingerprint : null);

        // The newest link of an id counts, whatever the clock does meanwhile.
        var at = state.Linked.TryGetValue((link.Scope, link.Canonical), out var last) && last >= now ? last.AddTicks(1) : now;
        state = state with { Linked = state.Linked.SetItem((link.Scope, link.Canonical), at), Links = state.Links.SetItem((link.Scope, link.External), new(link.Canonical, fingerprint, at)) };
    }

    private void Open(LedgerEntry entry)
    {
        var key = (entry.Tenant, entry.Document);
        var lines = state.Ledger.GetValueOrDefault(key, ImmutableDictionary<string, LedgerRow>.Empty);
        var known = lines.GetValueOrDefault(entry.Line);
        if (known is null || IsOpen(known))
        {
            state = state with { Ledger = state.Ledger.SetItem(key, lines.SetItem(entry.Line, new(known is null ? entry : known.Entry with { Sku = entry.Sku, Location = entry.Location, Units = entry.Units }, null))) };
        }
    }

    private void Empty((TenantId Tenant, string Document) key)
    {
        if (state.Ledger.TryGetValue(key, out var lines))
        {
            state = state with { Ledger = state.Ledger.SetItem(key, lines.SetItems(lines.Where(line => IsOpen(line.Value)).Select(line => KeyValuePair.Create(line.Key, line.Value with { Entry = line.Value.Entry with { Units = Quantity.Zero } })))) };
        }
    }

    private static bool IsOpen(LedgerRow row) => row.ClosedAt is null && row.Entry.ExpiresAt is null;

    private void Close(LedgerClosing closing)
    {
        var key = (closing.Tenant, closing.Document);
        if (state.Ledger.TryGetValue(key, out var lines))
        {
            var open = lines.Where(line => line.Value.ClosedAt is null);
            state = state with { Ledger = state.Ledger.SetItem(key, lines.SetItems(open.Select(line => KeyValuePair.Create(line.Key, line.Value with { ClosedAt = closing.ClosedAt })))) };
        }
    }
}
