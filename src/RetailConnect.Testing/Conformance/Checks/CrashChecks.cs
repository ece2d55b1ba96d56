using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>A commit that breaks at any of its statements is there as a whole or not at all.</summary>
internal static class CrashChecks
{
    private const int TooMany = 500;
    private const StoreCapability Breakable = StoreCapability.BreakableStatements;
    private static readonly int[] Statements = [1, 5, 17, 60, 150, 400];

    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(A_host_that_dies_between_any_two_statements_leaves_all_of_a_commit_or_nothing, Breakable, StoreCapability.Reopening),
        StoreCheck.Of(A_commit_that_fails_at_any_statement_leaves_nothing_and_can_be_repeated, Breakable),
        StoreCheck.Of(A_host_that_dies_under_many_commits_leaves_each_whole_or_absent_and_all_that_were_answered, Breakable, StoreCapability.Reopening),
    ];

    private static async Task A_host_that_dies_between_any_two_statements_leaves_all_of_a_commit_or_nothing(StoreBench bench)
    {
        var (absent, reached) = (0, true);
        for (var statement = 1; reached; statement++)
        {
            Expect.True(statement < TooMany, $"A commit passes before statement {TooMany}");
            CommitAttempt attempt;
            bool answered;
            await using (var store = await bench.OpenAsync())
            {
                attempt = await CommitAttempt.PrepareAsync(store, statement);
                bench.Breakable.Break(statement, hostDies: true);
                answered = await SavesAsync(store, attempt.Commit);
            }

            reached = bench.Breakable.Mend();
            await using var again = await bench.OpenAsync();
            var there = await attempt.IsThereAsync(again, $"after the host died at statement {statement}");
            Expect.True(there || (reached && !answered), $"A commit that was answered, or that nothing broke, is there (statement {statement}, answered: {answered}, broken: {reached})");
            absent += there ? 0 : 1;
            await RepeatAsync(again, attempt, statement);
        }

        Expect.True(absent >= 2, $"A commit was broken at 2 statements or more before it was confirmed (it was at {absent})");
    }

    private static async Task A_commit_that_fails_at_any_statement_leaves_nothing_and_can_be_repeated(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var reached = true;
        for (var statement = 1; reached; statement++)
        {
            Expect.True(statement < TooMany, $"A commit passes before statement {TooMany}");
            var attempt = await CommitAttempt.PrepareAsync(store, statement);
            (var refused, reached) = await bench.BreakAsync(statement, () => store.SaveAsync(attempt.Commit));
            Expect.True(reached || statement > 2, "A commit has 2 statements or more that can be broken");
            Expect.Equal(reached, refused, $"A commit whose statement {statement} fails (it does: {reached}) is refused");
            Expect.Equal(!refused, await attempt.IsThereAsync(store, $"after statement {statement} failed"), "A commit is there");
            await RepeatAsync(store, attempt, statement);
        }
    }

    private static async Task A_host_that_dies_under_many_commits_leaves_each_whole_or_absent_and_all_that_were_answered(StoreBench bench)
    {
        var whole = new SortedSet<int>();
        foreach (var (statement, round) in Statements.Select((statement, round) => (statement, round)))
        {
            var store = await bench.OpenAsync();
            bench.Breakable.Break(statement, hostDies: true);
            var numbers = Enumerable.Range(round * 32, 32).ToArray();
            var answers = await Task.WhenAll(numbers.Select(number => Aside(() => SavesAsync(store, WholeCommits.Numbered(number)))));
            await store.DisposeAsync();
            Expect.True(bench.Breakable.Mend() || statement > 1, "The first statement of a commit was reached");

            await using var again = await bench.OpenAsync();
            var found = await WholeCommits.FoundAsync(again);
            Expect.Empty(numbers.Where((number, i) => answers[i] && !found.Contains(number)), $"Commits that were answered before statement {statement} broke and are lost");
            Expect.Empty(whole.Except(found), "Commits of earlier rounds that are lost");
            whole.UnionWith(found);
            await WholeCommits.ExpectAsync(again, whole);
        }
    }

    private static async Task RepeatAsync(StorePorts store, CommitAttempt attempt, int statement)
    {
        await store.SaveAsync(attempt.Commit);
        Expect.True(await attempt.IsThereAsync(store, $"after it was repeated (statement {statement})"), "A commit that was repeated is there");
        Expect.Empty((await store.Inbox.CountAsync(Tenant, None)).Where(tally => tally.Imbalance != 0), "Lanes out of balance");
    }

    private static async Task<bool> SavesAsync(StorePorts store, StoreCommit commit)
    {
        try
        {
            await store.SaveAsync(commit);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }
}
