namespace RetailConnect.Tests;

/// <summary>What the relational stores have in common beyond the kit: what their tables hold, and what a refusal of the database itself leaves.</summary>
public abstract class RelationalContract(StoreHarness harness) : IDisposable
{
    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_commit_that_the_database_refuses_in_its_middle_leaves_nothing()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("before"));
        var id = Assert.Single(await store.Pending()).Id;
        harness.Refuse("ledger", "UPDATE");
        var commit = new StoreCommit
        {
            Envelopes = [Sample.Envelope("1"), Sample.Envelope("2", new(Sample.Tenant, "orders", "new-lane"))], Hints = [Sample.Hint("h")], Checkpoint = new(Sample.Stream, new("c"), Sample.Noon),
            Intents = [id], Outcomes = [Sample.Outcome(id, OutcomeKind.Applied)], Links = [new(Sample.Scope, new("A"), "1", "f")],
            LedgerEntries = [new(Sample.Tenant, new("A"), "L", "d", "1", 1, Sample.Noon)], LedgerClosings = [new(Sample.Tenant, "d", Sample.Noon)],
        };
        await Assert.ThrowsAsync<StoreException>(() => store.Save(commit));

        Assert.Equal(new Tally(Sample.Lane, 1, 0, 0, 0, 0, 1), await store.Tally());
        Assert.False(Assert.Single(await store.Pending()).Intended);
        Assert.Null(await store.LoadAsync(Sample.Stream, CancellationToken.None));
        Assert.Equal(0, await store.CountHintsAsync(Sample.Tenant, CancellationToken.None));
        Assert.Null(await store.FindExternalAsync(Sample.Scope, new("A"), CancellationToken.None));
        Assert.Equal(0, harness.Count("SELECT COUNT(*) FROM ledger"));
        Assert.Equal(1, harness.Count("SELECT COUNT(*) FROM body"));

        harness.Allow("ledger");
        Assert.Equal(new StoreReceipt(1, 2), await store.Save(commit));
        Assert.Equal("2", Assert.Single(await store.Pending(new(Sample.Tenant, "orders", "new-lane"))).Envelope.Entity.Value);
    }

    [Fact]
    public async Task Only_the_commit_that_the_database_refuses_fails_when_many_share_a_transaction()
    {
        var gate = new GateScheduler();
        await using var store = await harness.OpenAsync(gate);
        harness.Refuse("checkpoint", "INSERT", "NEW.cursor = 'poison'");
        var commits = Enumerable.Range(0, 64).Select(i => store.Save(Sample.Envelopes($"e{i}") with { Checkpoint = new(Sample.Stream with { Connection = $"c{i}" }, new(i == 40 ? "poison" : "fine"), Sample.Noon) })).ToArray();
        Assert.DoesNotContain(commits, commit => commit.IsCompleted);
        gate.Open();
        for (var i = 0; i < commits.Length; i++)
        {
            if (i == 40)
            {
                await Assert.ThrowsAsync<StoreException>(() => commits[40]);
            }
            else
            {
                Assert.Equal(new StoreReceipt(0, 1), await commits[i]);
            }
        }

        var pending = await store.Pending();
        Assert.Equal(Enumerable.Range(0, 64).Where(i => i != 40).Select(i => $"e{i}"), pending.Select(envelope => envelope.Envelope.Entity.Value));
        Assert.Equal((63L, 0L), ((await store.Tally()).Accepted, (await store.Tally()).Imbalance));
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("after")));
    }

    [Fact]
    public async Task Ids_are_not_used_again_when_rows_are_gone()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1", "2"));
        var last = (await store.Pending())[1].Id;
        harness.Execute("DELETE FROM inbox");
        await store.Save(Sample.Envelopes("3"));
        Assert.True(Assert.Single(await store.Pending()).Id > last);
    }

    [Fact]
    public async Task A_repeat_has_no_body_of_its_own()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1", "2"));
        await store.Save(Sample.Envelopes("1", "3", "3"));
        Assert.Equal(3, harness.Count("SELECT COUNT(*) FROM body"));
    }

    [Fact]
    public async Task A_decision_that_the_database_refuses_in_its_middle_is_not_made()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.DeadLettered)] });
        var decision = new StoredDecision { Tenant = Sample.Tenant, Envelopes = [id], Kind = DecisionKind.Resolve, By = "anna", With = new() { Hints = [Sample.Hint("h", "1")] } };
        harness.Refuse("hint", "INSERT");
        await Assert.ThrowsAsync<StoreException>(async () => await store.DecideAsync(decision, CancellationToken.None));
        var file = await store.FindAsync(Sample.Tenant, id, CancellationToken.None);
        Assert.Equal(DeadLetterStanding.Parked, file?.Standing);
        Assert.DoesNotContain(file!.History, entry => entry.By is not null);
        harness.Allow("hint");
        Assert.Equal(DeadLetterVerdict.Ended, Assert.Single(await store.DecideAsync(decision, CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task A_sweep_whose_page_the_database_refuses_stays_where_it_was()
    {
        await using var store = await harness.OpenAsync();
        var sweep = new Sweep { Stream = Sample.Stream, State = SweepState.Running, StartedAt = Sample.Noon, UpdatedAt = Sample.Noon };
        await store.Save(new() { Sweep = sweep });
        harness.Refuse("inbox", "INSERT");
        await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("1") with { Sweep = sweep with { Cursor = new("p1"), Pages = 1 } }));
        Assert.Equal([sweep], await store.ListSweepsAsync(Sample.Tenant, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_forgotten_leaves_no_body_and_no_entry_behind()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1", "2", "3") with
        {
            LedgerEntries = [.. new[] { "closed", "open" }.Select(document => new LedgerEntry(Sample.Tenant, new("A"), "L", document, "1", 1, Sample.Noon))], LedgerClosings = [new(Sample.Tenant, "closed", Sample.Noon)],
        });
        await store.Save(new() { Outcomes = [.. (await store.Pending()).Take(2).Select(envelope => Sample.Outcome(envelope.Id, OutcomeKind.Skipped))] });
        harness.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(3, await store.PurgeAsync(100, CancellationToken.None));
        Assert.Equal(1, harness.Count("SELECT COUNT(*) FROM inbox"));
        Assert.Equal(1, harness.Count("SELECT COUNT(*) FROM body"));
        Assert.Equal(0, harness.Count("SELECT COUNT(*) FROM history"));
        Assert.Equal(1, harness.Count("SELECT COUNT(*) FROM ledger"));
    }

    [Fact]
    public async Task A_newer_version_is_named_by_its_migration()
    {
        await (await harness.OpenAsync()).DisposeAsync();
        harness.BecomeNewer();
        await using var store = harness.Create();
        var error = await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None));
        Assert.Contains("0099-future.sql", error.Message, StringComparison.Ordinal);
    }
}
