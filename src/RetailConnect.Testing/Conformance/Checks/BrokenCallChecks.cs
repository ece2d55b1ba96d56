using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What is no commit but changes the store too: as a whole or not at all.</summary>
internal static class BrokenCallChecks
{
    private const int TooMany = 500;
    private const StoreCapability Breakable = StoreCapability.BreakableStatements;

    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(A_replay_that_fails_at_any_statement_replays_nothing, Breakable), StoreCheck.Of(A_purge_that_fails_at_any_statement_forgets_nothing, Breakable),
        StoreCheck.Of(A_decision_that_fails_at_any_statement_is_not_made, Breakable), StoreCheck.Of(A_takeover_that_fails_at_any_statement_leaves_the_holder, Breakable),
    ];

    private static async Task A_replay_that_fails_at_any_statement_replays_nothing(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await EachStatementAsync(async statement =>
        {
            await store.SaveAsync(new() { Envelopes = [Faulty($"{statement} unreadable", []), Envelope($"{statement} 1"), Envelope($"{statement} 1") with { Key = new($"{statement} newer") }] });
            await store.SaveAsync(new() { Outcomes = [.. (await store.PendingAsync()).Select(envelope => Outcome(envelope.Id, OutcomeKind.DeadLettered))] });
            var (dead, tally, hints) = (await store.DeadAsync(), await store.TallyAsync(), await store.HintsAsync());
            var call = await bench.BreakAsync(statement, () => store.DeadLetters.ReplayAsync(Tenant, [.. dead.Select(letter => letter.Envelope)], None).AsTask());
            if (call.Refused)
            {
                Expect.Sequence(dead, await store.DeadAsync());
                Expect.Equal(tally, await store.TallyAsync());
                Expect.Sequence(hints, await store.HintsAsync());
                Expect.Equal(dead.Count, await store.DeadLetters.ReplayAsync(Tenant, [.. dead.Select(letter => letter.Envelope)], None));
            }

            Expect.Empty(await store.DeadAsync());
            Expect.Equal(0, (await store.TallyAsync()).Imbalance);
            await store.SaveAsync(new() { Outcomes = [.. (await store.PendingAsync()).Select(envelope => Outcome(envelope.Id, OutcomeKind.Applied))] });
            return call;
        });
    }

    private static async Task A_decision_that_fails_at_any_statement_is_not_made(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await EachStatementAsync(async statement =>
        {
            var (resolved, edited) = (await store.ParkAsync(Envelope($"{statement} resolved")), await store.ParkAsync(Envelope($"{statement} edited")));
            await store.SaveAsync(new() { LedgerEntries = [Entry($"{statement}", "1", 1)] });
            var with = new StoreCommit { Hints = [Hint($"{statement}", $"{statement}")], LedgerClosings = [new(Tenant, $"{statement}", Noon.AddHours(-1))] };
            var (tally, sum, hints) = (await store.TallyAsync(), await store.SumAsync(Noon), (await store.HintsAsync()).Count);
            var ends = await bench.BreakAsync(statement, () => store.DecideAsync(DecisionKind.Resolve, resolved, decision => decision with { With = with }));
            var edits = await bench.BreakAsync(statement, () => store.EditAsync(edited));
            Expect.Equal((ends.Refused ? 1 : 2, edits.Refused ? 1 : 2), ((await store.FileAsync(resolved)).History.Count, (await store.FileAsync(edited)).History.Count));
            Expect.Equal(ends.Refused ? (sum, hints) : (sum - 1, hints + 1), (await store.SumAsync(Noon), (await store.HintsAsync()).Count), "Ledger and hints after a decision that was refused, or answered");
            Expect.Sequence<byte>(edits.Refused ? [1, 2, 3] : [9], (await store.FileAsync(edited)).Stored.Envelope.Body.ToArray());
            var (skipped, pending) = (ends.Refused ? 0 : 1, edits.Refused ? 0 : 1);
            Expect.Equal(tally with { Skipped = tally.Skipped + skipped, Pending = tally.Pending + pending, DeadLettered = tally.DeadLettered - skipped - pending }, await store.TallyAsync());
            Expect.Equal(ends.Refused ? DeadLetterVerdict.Ended : DeadLetterVerdict.NotParked, await store.DecideAsync(DecisionKind.Resolve, resolved));
            Expect.Equal(edits.Refused ? DeadLetterVerdict.Replayed : DeadLetterVerdict.NotParked, await store.EditAsync(edited));
            Expect.Equal(ends.Reached, ends.Refused, $"A decision whose statement {statement} fails (it does: {ends.Reached}) is refused");
            return (ends.Refused || edits.Refused, ends.Reached || edits.Reached);
        });
    }

    private static async Task A_purge_that_fails_at_any_statement_forgets_nothing(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await EachStatementAsync(async statement =>
        {
            await store.SaveAsync(Envelopes($"{statement} 1", $"{statement} 2") with { LedgerEntries = [Entry($"{statement}", "1", 1)], LedgerClosings = [new(Tenant, $"{statement}", Noon)] });
            await store.SaveAsync(new() { Outcomes = [.. (await store.PendingAsync()).Select((envelope, i) => Outcome(envelope.Id, i == 0 ? OutcomeKind.Applied : OutcomeKind.Superseded))] });
            bench.Time.Advance(TimeSpan.FromDays(91));
            var tally = await store.TallyAsync();
            var call = await bench.BreakAsync(statement, () => store.Writer.PurgeAsync(100, None).AsTask());
            Expect.Equal(tally, await store.TallyAsync());
            Expect.Equal(call.Refused ? 3 : 0, await store.Writer.PurgeAsync(100, None), "What a purge finds to forget after one that was refused, or answered");
            Expect.Equal(tally, await store.TallyAsync());
            return call;
        });
    }

    private static async Task A_takeover_that_fails_at_any_statement_leaves_the_holder(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await EachStatementAsync(async statement =>
        {
            var lease = await store.TakeLeaseAsync("holder");
            var seen = await store.Leases.LookAsync(Tenant, None);
            var call = await bench.BreakAsync(statement, () => store.Leases.TakeAsync(Tenant, "taker", seen, None).AsTask());
            Expect.Equal(call.Refused ? seen : new("taker", seen.Fence + 1, 0), await store.Leases.LookAsync(Tenant, None));
            Expect.Equal(call.Refused, await store.TrySaveAsync(Envelopes($"{statement}") with { Lease = lease }), "Whether the holder saves after a takeover that was refused");
            return call;
        });
    }

    private static async Task EachStatementAsync(Func<int, Task<(bool Refused, bool Reached)>> attempt)
    {
        for (var statement = 1; statement < TooMany; statement++)
        {
            var (refused, reached) = await attempt(statement);
            Expect.Equal(reached, refused, $"A call whose statement {statement} fails (it does: {reached}) is refused");
            if (!reached)
            {
                Expect.True(statement > 1, "A call has a statement that can be broken");
                return;
            }
        }

        throw new ConformanceException($"Expected a call to pass before statement {TooMany}; saw it broken at each.");
    }
}
