namespace RetailConnect.Tests;

/// <summary>What every store forgets, and what it never forgets.</summary>
public abstract class PurgeContract(StoreHarness harness) : IDisposable
{
    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_old_and_finished_is_forgotten_and_the_tallies_stay_balanced()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new()
        {
            Envelopes = [.. Enumerable.Range(0, 12).Select(i => Sample.Envelope($"{i}"))], Hints = [Sample.Hint("read"), Sample.Hint("waiting")],
            LedgerEntries = [Entry("closed"), Entry("open")], LedgerClosings = [new(Sample.Tenant, "closed", Sample.Noon)],
        });
        var ids = (await store.Pending()).Select(envelope => envelope.Id).ToArray();
        OutcomeKind[] kinds = [OutcomeKind.Applied, OutcomeKind.Skipped, OutcomeKind.Superseded, OutcomeKind.DeadLettered, OutcomeKind.Deferred];
        await store.Save(new()
        {
            Outcomes = [.. ids.Take(10).Select((id, i) => Sample.Outcome(id, kinds[i % 5]))], ReadHints = [(await store.LoadHintsAsync(Sample.Stream, 0, 1, CancellationToken.None)).Single().Id],
        });
        var (tally, pending) = (await store.Tally(), (await store.Pending()).Select(envelope => envelope.Id).ToArray());
        Assert.Equal(0, await store.PurgeAsync(100, CancellationToken.None));

        harness.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(8, await store.PurgeAsync(100, CancellationToken.None));
        Assert.Equal(tally, await store.Tally());
        Assert.Equal(pending, (await store.Pending()).Select(envelope => envelope.Id));
        Assert.Equal(2, (await store.Dead()).Count);
        Assert.Equal(1, await store.CountHintsAsync(Sample.Tenant, CancellationToken.None));
        Assert.Equal(6, harness.Count("SELECT COUNT(*) FROM inbox"));
        Assert.Equal(6, harness.Count("SELECT COUNT(*) FROM body"));
        Assert.Equal(1, harness.Count("SELECT COUNT(*) FROM ledger"));
    }

    [Fact]
    public async Task One_purge_removes_no_more_of_each_kind_than_it_was_told_to()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new()
        {
            Envelopes = [.. Enumerable.Range(0, 10).Select(i => Sample.Envelope($"{i}"))], LedgerEntries = [.. Enumerable.Range(0, 10).Select(i => Entry($"d{i}"))],
            LedgerClosings = [.. Enumerable.Range(0, 10).Select(i => new LedgerClosing(Sample.Tenant, $"d{i}", Sample.Noon))],
        });
        await store.Save(new() { Outcomes = [.. (await store.Pending()).Select((envelope, i) => Sample.Outcome(envelope.Id, i % 2 == 0 ? OutcomeKind.Applied : OutcomeKind.Skipped))] });
        harness.Time.Advance(TimeSpan.FromDays(91));
        var tally = await store.Tally();
        foreach (var removed in new[] { 6, 6, 6, 2, 0 })
        {
            Assert.Equal(removed, await store.PurgeAsync(3, CancellationToken.None));
            Assert.Equal(tally, await store.Tally());
        }
    }

    private static LedgerEntry Entry(string document) => new(Sample.Tenant, new("A"), "L", document, "1", 1, Sample.Noon);
}
