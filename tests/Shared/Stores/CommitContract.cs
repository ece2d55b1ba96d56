namespace RetailConnect.Tests;

/// <summary>What every store promises of a commit.</summary>
public abstract class CommitContract(StoreHarness harness) : IDisposable
{
    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_answered_is_there_after_the_store_is_opened_again()
    {
        var big = Enumerable.Range(0, 5000).Select(i => (byte)(i % 7)).ToArray();
        await using (var store = await harness.OpenAsync())
        {
            await store.Save(new()
            {
                Envelopes = [Sample.Envelope("1", body: big), Sample.Envelope("2", body: [])], Hints = [Sample.Hint("h1", "5"), Sample.Hint("h2")], Checkpoint = new(Sample.Stream, new("c1"), Sample.Noon),
            });
        }

        await using var reopened = await harness.OpenAsync();
        var pending = await reopened.Pending();
        Assert.Equal(big, pending[0].Envelope.Body.ToArray());
        Assert.True(pending[1].Envelope.Body.IsEmpty);
        Assert.Equivalent(Sample.Envelope("1") with { Body = default }, pending[0].Envelope with { Body = default }, strict: true);
        Assert.Equal((0, false, null), (pending[0].Attempts, pending[0].Intended, pending[0].NotBefore));
        Assert.Equal(new(Sample.Stream, new("c1"), Sample.Noon), await reopened.LoadAsync(Sample.Stream, CancellationToken.None));
        Assert.Equal([(ExternalId?)"5", null], (await reopened.LoadHintsAsync(Sample.Stream, 0, 10, CancellationToken.None)).Select(hint => hint.Entity));
    }

    [Fact]
    public async Task A_commit_that_fails_in_its_middle_leaves_nothing()
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
    public async Task Only_the_commit_that_cannot_be_written_fails_when_many_share_a_transaction()
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
    public async Task Ids_follow_the_order_of_the_commits_and_are_never_used_twice()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1", "2"));
        await store.Save(Sample.Envelopes("3"));
        var pending = await store.Pending();
        Assert.Equal(["1", "2", "3"], pending.Select(envelope => envelope.Envelope.Entity.Value));
        Assert.True(pending[0].Id < pending[1].Id && pending[1].Id < pending[2].Id);
        Assert.Equal(["2"], (await store.Pending(after: pending[0].Id, limit: 1)).Select(envelope => envelope.Envelope.Entity.Value));
        harness.Execute("DELETE FROM inbox");
        await store.Save(Sample.Envelopes("4"));
        Assert.True(Assert.Single(await store.Pending()).Id > pending[2].Id);
    }

    [Fact]
    public async Task A_repeat_is_neither_counted_nor_stored()
    {
        await using var store = await harness.OpenAsync();
        Assert.Equal(new StoreReceipt(1, 2), await store.Save(Sample.Envelopes("1", "2") with { Hints = [Sample.Hint("h"), Sample.Hint("h")] }));
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("1", "3", "3") with { Hints = [Sample.Hint("h")] }));
        Assert.Equal(3, (await store.Tally()).Accepted);
        Assert.Equal(0, (await store.Tally()).Imbalance);
        Assert.Equal(3, harness.Count("SELECT COUNT(*) FROM body"));
        await store.Save(new() { Outcomes = [.. (await store.Pending()).Select(envelope => Sample.Outcome(envelope.Id, OutcomeKind.Applied))] });
        Assert.Equal(new StoreReceipt(0, 0), await store.Save(Sample.Envelopes("1")));
        Assert.Empty(await store.Pending());
    }

    [Fact]
    public async Task One_key_in_two_lanes_or_tenants_is_two_envelopes()
    {
        await using var store = await harness.OpenAsync();
        var other = new LaneKey(new("contoso"), "orders", "erp");
        await store.Save(new() { Envelopes = [Sample.Envelope("1"), Sample.Envelope("1", Sample.Lane with { Target = "club" }), Sample.Envelope("1", other)] });
        Assert.Equal(2, (await store.CountAsync(Sample.Tenant, CancellationToken.None)).Count);
        Assert.Equal(other, Assert.Single(await store.CountAsync(other.Tenant, CancellationToken.None)).Lane);
        Assert.Single(await store.Pending(other));
    }

    [Fact]
    public async Task A_hint_is_waiting_until_it_was_read()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Hints = [Sample.Hint("h1", "1"), Sample.Hint("h2", "2")] });
        var first = (await store.LoadHintsAsync(Sample.Stream, 0, 1, CancellationToken.None)).Single();
        await store.Save(new() { ReadHints = [first.Id] });
        Assert.Equal("2", (await store.LoadHintsAsync(Sample.Stream, 0, 10, CancellationToken.None)).Single().Entity?.Value);
        Assert.Equal(1, await store.CountHintsAsync(Sample.Tenant, CancellationToken.None));
        Assert.Equal(new StoreReceipt(0, 0), await store.Save(new() { Hints = [Sample.Hint("h1", "1")] }));
        Assert.Empty(await store.LoadHintsAsync(Sample.Stream with { Connection = "pos" }, 0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_caller_who_gave_up_before_the_commit_began_left_nothing()
    {
        await using var store = await harness.OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.CommitAsync(Sample.Envelopes("1"), new(canceled: true)));
        await store.Save(Sample.Envelopes("2"));
        Assert.Equal("2", Assert.Single(await store.Pending()).Envelope.Entity.Value);
    }

    [Fact]
    public async Task Odd_letters_of_a_vendor_stop_neither_a_commit_nor_a_search()
    {
        await using var store = await harness.OpenAsync();
        foreach (var odd in new[] { "nul \0.", "half \ud83d.", "\udc00", "whole \ud83d\ude00", "\u00e9\u4e2d'\"\\$text$@p0{0}" })
        {
            Assert.Equal(new StoreReceipt(1, 2), await store.Save(new()
            {
                Envelopes = [Sample.Envelope(odd), Sample.Faulty($"{odd}!") with { Fault = new("unknown-value", odd, odd) }], Hints = [Sample.Hint(odd, odd)],
                Links = [new(Sample.Scope, new(odd), new(odd), odd)], LedgerEntries = [new(Sample.Tenant, new(odd), odd, odd, odd, 2, Sample.Noon)],
            }));
            Assert.True(await store.IsPendingAsync(Sample.Tenant, Sample.Lane.Target, EntityType.Order, Sample.Envelope(odd).Canonical, CancellationToken.None));
            Assert.NotNull(await store.FindCanonicalAsync(Sample.Scope, odd, CancellationToken.None));
            Assert.Equal(2m, Assert.Single(await store.SumUnpostedAsync(Sample.Tenant, [(new(odd), odd)], Sample.Noon, CancellationToken.None)).Value.Value);
        }

        Assert.Equal("whole \ud83d\ude00", (await store.Pending())[3].Envelope.Entity.Value);
        Assert.Equal(0, (await store.Tally()).Imbalance);
    }
}
