using RetailConnect.Storage.Relational;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>People at two hosts who work through the same dead letters, while a third host delivers.</summary>
public sealed class LetterRaceTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly StoreSchema schema = new();

    public void Dispose() => schema.Dispose();

    [Fact]
    public async Task Each_dead_letter_is_decided_once_and_nobody_waits_for_ever()
    {
        await using var first = await schema.OpenAsync();
        await using var second = await schema.OpenAsync();
        await using var worker = await schema.OpenAsync();
        var lease = await worker.TakeAsync(Sample.Tenant, "worker", await worker.LookAsync(Sample.Tenant, None), None);
        for (var round = 0; round < 25; round++)
        {
            var ids = await ParkAsync(worker, round);
            var later = (await worker.Pending()).Select(stored => stored.Id).ToList();
            var decisions = new[] { ids, [.. ids.AsEnumerable().Reverse()], ids[20..], [.. ids[..30].AsEnumerable().Reverse()] }
                .Select((part, i) => (i % 2 == 0 ? first : second).DecideAsync(new() { Tenant = Sample.Tenant, Envelopes = part, Kind = i < 2 ? DecisionKind.Replay : DecisionKind.Dismiss, By = $"{i}" }, None).AsTask()).ToList();
            var delivered = Task.WhenAll(later.Select(id => worker.Save(new() { Lease = lease, Outcomes = [Sample.Outcome(id, OutcomeKind.Applied)] })));

            var done = (await Task.WhenAll(decisions)).SelectMany(letters => letters).Where(letter => letter.Verdict is not DeadLetterVerdict.NotParked).ToList();
            await delivered;
            Assert.Equal(done.Count, done.Select(letter => letter.Envelope).Distinct().Count());
            Assert.DoesNotContain(done, letter => letter.Verdict is DeadLetterVerdict.Unknown or DeadLetterVerdict.Refused);

            // What nobody decided was superseded by the later change, and by that only.
            Assert.Equal(ids.Count, schema.Count($"SELECT COUNT(*) FROM history WHERE envelope BETWEEN {ids[0]} AND {ids[^1]} AND (actor IS NOT NULL OR outcome = 2)"));
            Assert.Empty(await worker.Dead());
            Assert.Equal(0, (await worker.Tally()).Imbalance);
            await worker.Save(new() { Outcomes = [.. (await worker.Pending()).Select(stored => Sample.Outcome(stored.Id, OutcomeKind.Applied))] });
        }
    }

    /// <summary>Forty dead letters; every fourth has no content, and every fifth has a later change that waits.</summary>
    private static async Task<List<long>> ParkAsync(RelationalStore store, int round)
    {
        var envelopes = Enumerable.Range(0, 40).Select(i => i % 4 == 1 ? Sample.Faulty($"{round}-{i}", []) : Sample.Envelope($"{round}-{i}")).ToList();
        await store.Save(new() { Envelopes = envelopes });
        await store.Save(new() { Outcomes = [.. (await store.Pending()).Select(stored => Sample.Outcome(stored.Id, OutcomeKind.DeadLettered))] });
        await store.Save(new() { Envelopes = [.. Enumerable.Range(0, 8).Select(i => Sample.Envelope($"{round}-{i * 5}") with { Version = "2", Key = IdempotencyKey.Derive($"{round}-{i * 5}", "2") })] });
        return [.. (await store.Dead()).Select(letter => letter.Envelope)];
    }
}
