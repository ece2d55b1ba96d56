using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>What every store does with outcomes, dead letters and replays.</summary>
public abstract class OutcomeContract(StoreHarness harness) : IDisposable
{
    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(OutcomeKind.Applied)]
    [InlineData(OutcomeKind.Skipped)]
    [InlineData(OutcomeKind.Superseded)]
    [InlineData(OutcomeKind.DeadLettered)]
    public async Task A_finished_envelope_takes_no_second_outcome(OutcomeKind kind)
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Outcomes = [Sample.Outcome(id, kind, 3)] });
        var tally = await store.Tally();
        foreach (var second in Enum.GetValues<OutcomeKind>())
        {
            await store.Save(new() { Outcomes = [Sample.Outcome(id, second)], Intents = [id] });
        }

        Assert.Equal(tally, await store.Tally());
        Assert.Equal((0L, 0L), (tally.Imbalance, tally.Pending));
        Assert.Equal(kind is OutcomeKind.DeadLettered ? 1 : 0, (await store.Dead()).Count);
        Assert.Empty(await store.Pending());
    }

    [Fact]
    public async Task A_deferred_envelope_stays_pending_with_its_time_and_attempts()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Intents = [id] });
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.Deferred, 4) with { NotBefore = Sample.Noon.AddSeconds(90) }] });
        var pending = Assert.Single(await store.Pending());
        Assert.Equal((4, Sample.Noon.AddSeconds(90), true), (pending.Attempts, pending.NotBefore, pending.Intended));
        Assert.Equal(new Tally(Sample.Lane, 1, 0, 0, 0, 0, 1), await store.Tally());
    }

    [Fact]
    public async Task An_unreadable_change_is_accepted_as_a_dead_letter()
    {
        await using var store = await harness.OpenAsync();
        Assert.Equal(new StoreReceipt(0, 2), await store.Save(new() { Envelopes = [Sample.Faulty("1", []), Sample.Envelope("2")] }));
        Assert.Equal(new Tally(Sample.Lane, 2, 0, 0, 0, 1, 1), await store.Tally());
        var dead = Assert.Single(await store.Dead());
        Assert.Equal(
            new(dead.Envelope, Sample.Lane, "web", "1", "unknown-value", "The status 'odd' is unknown.", "Update the connector.", 0, Sample.Noon), dead);
        Assert.Equal("2", Assert.Single(await store.Pending()).Envelope.Entity.Value);
    }

    [Fact]
    public async Task Dead_letters_are_listed_by_reason_and_up_to_the_limit()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Envelopes = [Sample.Faulty("1"), Sample.Faulty("2"), Sample.Envelope("3")] });
        await store.Save(new() { Outcomes = [Sample.Outcome(Assert.Single(await store.Pending()).Id, OutcomeKind.DeadLettered, 7) with { Detail = "no such item", Advice = "create it" }] });
        Assert.Equal(3, (await store.Dead()).Count);
        Assert.Single(await store.Dead(limit: 1));
        var parked = Assert.Single(await store.Dead("because"));
        Assert.Equal(("3", "no such item", "create it", 7), (parked.Entity.Value, parked.Detail, parked.Advice, parked.Attempts));
        Assert.Empty(await store.ListAsync(new("contoso"), null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_replayed_envelope_starts_again_and_only_that_of_the_tenant()
    {
        await using var store = await harness.OpenAsync();
        var other = new LaneKey(new("contoso"), "orders", "erp");
        await store.Save(new() { Envelopes = [Sample.Envelope("1"), Sample.Envelope("2"), Sample.Envelope("3", other)] });
        var (own, theirs) = (await store.Pending(), Assert.Single(await store.Pending(other)));
        await store.Save(new() { Intents = [own[0].Id], Outcomes = [.. own.Append(theirs).Select(envelope => Sample.Outcome(envelope.Id, OutcomeKind.DeadLettered, 9))] });

        Assert.Equal(1, await store.ReplayAsync(Sample.Tenant, [own[0].Id, own[0].Id, theirs.Id, 999], CancellationToken.None));
        var pending = Assert.Single(await store.Pending());
        Assert.Equal((own[0].Id, 0, null, false), (pending.Id, pending.Attempts, pending.NotBefore, pending.Intended));
        Assert.Equal([1, 2, 3], pending.Envelope.Body.ToArray());
        Assert.Empty(await store.Pending(other));
        Assert.Equal(own[1].Id, Assert.Single(await store.Dead()).Envelope);
        Assert.Equal(new Tally(Sample.Lane, 2, 0, 0, 0, 1, 1), await store.Tally());

        await store.Save(new() { Outcomes = [Sample.Outcome(own[0].Id, OutcomeKind.Applied)] });
        Assert.Equal(0, await store.ReplayAsync(Sample.Tenant, [own[0].Id], CancellationToken.None));
        Assert.Equal(new Tally(Sample.Lane, 2, 1, 0, 0, 1, 0), await store.Tally());
    }

    [Fact]
    public async Task A_dead_letter_of_a_replayed_envelope_tells_the_second_reason()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.DeadLettered) with { Detail = "first" }] });
        await store.ReplayAsync(Sample.Tenant, [id], CancellationToken.None);
        Assert.Empty(await store.Dead());
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.DeadLettered) with { Reason = "other", Detail = "second" }] });
        Assert.Equal(("other", "second"), (Assert.Single(await store.Dead()).Reason, Assert.Single(await store.Dead()).Detail));
    }

    [Fact]
    public async Task A_change_that_could_not_be_read_is_read_anew_and_parked_again_when_it_still_cannot()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Envelopes = [Sample.Faulty("1", [])] });
        Assert.Equal(1, await store.ReplayAsync(Sample.Tenant, [Assert.Single(await store.Dead()).Envelope], CancellationToken.None));
        Assert.Empty(await store.Dead());
        Assert.Equal(new Tally(Sample.Lane, 1, 0, 0, 1, 0, 0), await store.Tally());
        var hint = Assert.Single(await store.LoadHintsAsync(new(Sample.Tenant, Sample.Faulty("1", []).Origin, Sample.Faulty("1", []).Type), 0, 10, CancellationToken.None));
        Assert.Equal(Sample.Faulty("1", []).Entity, hint.Entity);

        await store.Save(new() { Envelopes = [Sample.Faulty("1", [])], ReadHints = [hint.Id] });
        Assert.Single(await store.Dead());
        Assert.Equal(new Tally(Sample.Lane, 2, 0, 0, 1, 1, 0), await store.Tally());
        Assert.Equal(1, await store.ReplayAsync(Sample.Tenant, [Assert.Single(await store.Dead()).Envelope], CancellationToken.None));
    }

    [Fact]
    public async Task A_replay_never_goes_over_a_newer_change_of_the_same_entity()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Envelopes = [Sample.Envelope("1"), Sample.Envelope("1") with { Version = "2", Key = IdempotencyKey.Derive("1", "2") }] });
        var (older, newer) = ((await store.Pending())[0].Id, (await store.Pending())[1].Id);
        await store.Save(new() { Outcomes = [Sample.Outcome(older, OutcomeKind.DeadLettered), Sample.Outcome(newer, OutcomeKind.DeadLettered)] });
        Assert.Equal(2, await store.ReplayAsync(Sample.Tenant, [older, newer], CancellationToken.None));
        Assert.Equal(newer, Assert.Single(await store.Pending()).Id);
        Assert.Equal(new Tally(Sample.Lane, 2, 0, 0, 1, 0, 1), await store.Tally());
    }

    [Fact]
    public async Task A_delete_that_was_refused_is_replayed_as_a_delete()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Envelopes = [Sample.Envelope("gone", body: [])] });
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.DeadLettered)] });
        Assert.Equal(1, await store.ReplayAsync(Sample.Tenant, [id], CancellationToken.None));
        Assert.True(Assert.Single(await store.Pending()).Envelope.Body.IsEmpty);
    }

    [Fact]
    public async Task What_is_pending_towards_a_target_is_known_by_its_canonical_id()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var canonical = Sample.Envelope("1").Canonical;
        Assert.True(await PendingAsync(store, canonical));
        Assert.False(await PendingAsync(store, new("web-2")));
        Assert.False(await store.IsPendingAsync(Sample.Tenant, "club", EntityType.Order, canonical, CancellationToken.None));
        Assert.False(await store.IsPendingAsync(new("contoso"), Sample.Lane.Target, EntityType.Order, canonical, CancellationToken.None));
        Assert.False(await store.IsPendingAsync(Sample.Tenant, Sample.Lane.Target, EntityType.Return, canonical, CancellationToken.None));
        await store.Save(new() { Outcomes = [Sample.Outcome(Assert.Single(await store.Pending()).Id, OutcomeKind.DeadLettered)] });
        Assert.False(await PendingAsync(store, canonical));
    }

    [Fact]
    public async Task A_wait_is_no_part_of_the_history()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.Deferred, 0) with { Waited = true, NotBefore = Sample.Noon }] });
        Assert.Equal(0, harness.Count("SELECT COUNT(*) FROM history"));
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.Deferred) with { NotBefore = Sample.Noon }] });
        Assert.Equal(1, harness.Count("SELECT COUNT(*) FROM history"));
    }

    private static ValueTask<bool> PendingAsync(RelationalStore store, CanonicalId canonical) => store.IsPendingAsync(Sample.Tenant, Sample.Lane.Target, EntityType.Order, canonical, CancellationToken.None);
}
