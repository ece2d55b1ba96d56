namespace RetailConnect.Testing.Tests;

/// <summary>The kit finds what is broken, by the checks that are about it.</summary>
public sealed class PlantedBugTests
{
    [Theory]
    [InlineData("drops fencing")]
    [InlineData("saves the cursor first")]
    [InlineData("splits the transaction")]
    [InlineData("forgets dedupe")]
    [InlineData("forgets dedupe of hints")]
    [InlineData("saves the cursor without the envelopes")]
    [InlineData("answers before it has saved")]
    [InlineData("forgets intents")]
    [InlineData("books a line twice")]
    [InlineData("purges without a bound")]
    [InlineData("loads the newest first")]
    [InlineData("counts a loss as accepted")]
    [InlineData("takes a lease blindly")]
    [InlineData("keeps a lease that was given back")]
    public async Task A_planted_bug_is_found_by_the_checks_that_are_about_it(string bug)
    {
        var failed = await FailedAsync(StoreConformance.For(new InMemoryHarness(PlantedBug.Named(bug))));
        Assert.Fail(bug + "\n" + string.Join("\n", failed));
    }

    private static async Task<IReadOnlyList<string>> FailedAsync(IEnumerable<ConformanceCheck> checks)
    {
        var failed = new List<string>();
        foreach (var check in checks.Where(check => check.NotApplicable is null))
        {
            try
            {
                await check.RunAsync(TestContext.Current.CancellationToken);
            }
            catch (ConformanceException broken)
            {
                failed.Add($"{check.Name} ||| {broken.Message}");
            }
        }

        return failed;
    }
}
