namespace RetailConnect.Sync.Engine;

/// <summary>Accepts changes: one envelope for each route, saved in one transaction with everything that belongs to it.</summary>
/// <remarks>One page of a type is accepted at a time within a tenant, so that two channels never make two canonical ids for one person.</remarks>
internal sealed class IntakeDesk<T>(StreamKey stream, IntakeRule<T> rule, IReadOnlyList<Route> routes, bool isWritten, SemaphoreSlim turn, HintBell bell, EngineParts parts)
    where T : class
{
    public async ValueTask<StoreReceipt> AcceptAsync(IReadOnlyList<Change<T>> changes, StoreCommit commit, DateTimeOffset acceptedAt, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            // A hint may have been recorded by a host whose clock was ahead; what it leads to happens no later than now, or its ledger entries would be closed in the future.
            acceptedAt = parts.Time.GetUtcNow() is var now && now < acceptedAt ? now : acceptedAt;
            var context = new IntakeContext(stream.Tenant, stream.Connection, acceptedAt);
            var intakes = await rule.AcceptAsync(context, changes, cancellationToken);
            var receipt = await parts.Writer.CommitAsync(
                Commit(commit, intakes) with
                {
                    Envelopes = [.. intakes.SelectMany(intake => Envelopes(intake, acceptedAt))], Doubts = isWritten ? [.. intakes.SelectMany(Doubts)] : [],
                },
                cancellationToken);
            Wake(receipt);
            await rule.AcceptedAsync(context, intakes, cancellationToken);
            return receipt;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Reads what a source says now and accepts it for one lane once more, whatever the lane's target was believed to have.</summary>
    /// <remarks>It is read in this type's turn: what the stream accepts before was read before, and what it read before and accepts later is followed by what it reads next.</remarks>
    /// <param name="lane">The lane.</param>
    /// <param name="overwrites">True when the target writes over, or amends, what it has already.</param>
    /// <param name="read">Reads the entities.</param>
    /// <param name="salt">Tells these envelopes from those that were; equal salts are accepted once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many the source has, and how many envelopes were new.</returns>
    public async ValueTask<(int Read, int Accepted)> AcceptAgainAsync(
        LaneKey lane, bool overwrites, Func<CancellationToken, ValueTask<IReadOnlyList<Change<T>>>> read, string salt, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var now = parts.Time.GetUtcNow();
            var changes = (await read(cancellationToken)).Where(change => change.Value is not null).ToList();
            var intakes = await rule.AcceptAsync(new(stream.Tenant, stream.Connection, now), changes, cancellationToken);
            var commit = Commit(new(), intakes) with
            {
                Envelopes = [.. intakes.SelectMany(intake => Envelopes(intake, now, salt)).Where(envelope => envelope.Lane == lane)],

                // A document that is there already is found as such, unless its target amends it; state is overwritten.
                Doubts = !overwrites ? [] : [.. intakes.Select(intake => new ContentDoubt(new(stream.Tenant, stream.Type, lane.Target), intake.Canonical))],
            };
            var receipt = await parts.Writer.CommitAsync(commit, cancellationToken);
            Wake(receipt);
            if (commit.Appointments.Count > 0)
            {
                bell.Ring(stream);
            }

            return (changes.Count, receipt.Envelopes);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What is saved with the envelopes of some changes.</summary>
    private StoreCommit Commit(StoreCommit commit, IReadOnlyList<Intake<T>> intakes) => commit with
    {
        Links = [.. intakes.SelectMany(Links)],
        LedgerEntries = [.. intakes.SelectMany(intake => intake.LedgerEntries)],
        LedgerClosings = [.. intakes.SelectMany(intake => intake.LedgerClosings)],
        Hints = [.. intakes.SelectMany(intake => intake.Hints)],
        Appointments = [.. intakes.Select(intake => intake.Appointment).OfType<Appointment>()],
    };

    private void Wake(StoreReceipt receipt)
    {
        if (receipt.Envelopes > 0)
        {
            foreach (var route in routes)
            {
                route.Signal.Set();
            }
        }

        if (receipt.Hints > 0)
        {
            bell.Ring(new StreamKey(stream.Tenant, bell.StockSource ?? "", EntityType.StockLevel));
        }
    }

    private IEnumerable<CrosswalkLink> Links(Intake<T> intake)
    {
        if (intake.Change.Fault is null)
        {
            yield return new(new(stream.Tenant, stream.Type, stream.Connection), intake.Canonical, intake.Change.Entity, null);
        }

        foreach (var link in intake.Change.Links)
        {
            yield return new(new(stream.Tenant, link.Type, stream.Connection), link.Canonical, link.External, null);
        }

        foreach (var link in intake.Links)
        {
            yield return link;
        }
    }

    /// <summary>Where the type is also written: content that is not what we wrote took its place, so that what we wrote would be a change if it came back.</summary>
    private IEnumerable<ContentDoubt> Doubts(Intake<T> intake)
    {
        if (intake.Change.Fault is null)
        {
            var content = intake.Change.Value is { } value ? CanonicalJson.Fingerprint(rule.Content(value)) : null;
            yield return new(new(stream.Tenant, stream.Type, stream.Connection), intake.Canonical, content);
        }
    }

    private IEnumerable<NewEnvelope> Envelopes(Intake<T> intake, DateTimeOffset acceptedAt, string again = "")
    {
        var change = intake.Change;
        var body = change.Value is { } value ? CanonicalJson.Serialize(value) : [];
        var fingerprint = change.Value is { } content ? CanonicalJson.Fingerprint(rule.Content(content)) : "";
        var salt = again.Length > 0 ? again : change.Value is { } salted ? rule.Salt(salted) ?? "" : "";
        foreach (var route in routes)
        {
            yield return new NewEnvelope
            {
                Lane = route.Lane, Type = stream.Type, Origin = stream.Connection, Entity = change.Entity, Canonical = intake.Canonical, OrderKey = intake.OrderKey,
                Version = change.Version, Fingerprint = fingerprint, Body = body,
                AcceptedAt = (intake.HappenedAt ?? change.ModifiedAt) is { } happened && happened < acceptedAt ? happened : acceptedAt,
                Key = IdempotencyKey.Derive(stream.Tenant.Value, route.Lane.Sync, route.Lane.Target, stream.Type.Name, stream.Connection, change.Entity.Value, change.Version, fingerprint, route.IsDry ? $"{salt}/{Reasons.DryRun}" : salt),
                Fault = change.Fault is { } fault ? new(fault.Reason ?? Reasons.Rejected, fault.Message, fault.Advice ?? Advices.For(fault.Reason ?? Reasons.Rejected)) : null,
            };
        }
    }
}
