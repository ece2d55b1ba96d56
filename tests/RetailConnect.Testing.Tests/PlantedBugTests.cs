using System.Collections.Concurrent;

namespace RetailConnect.Testing.Tests;

/// <summary>The kit finds what is broken, by the checks that are about it, and every check finds something.</summary>
public sealed class PlantedBugTests
{
    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<ConformanceException>>> Runs = new();

    public static TheoryData<string> Names => [.. PlantedBug.All.Select(bug => bug.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_planted_bug_is_found_by_the_checks_that_are_about_it(string name)
    {
        var bug = PlantedBug.All.Single(bug => bug.Name == name);
        var failures = await FailuresAsync(bug);
        Assert.NotEmpty(bug.Finds);
        Assert.All(bug.Finds, find => Assert.Contains(failures, failure => failure.Message.StartsWith(find, StringComparison.Ordinal)));
        Assert.All(failures, failure => Assert.Contains("xpected ", failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_check_is_failed_by_a_planted_bug()
    {
        var failures = await Task.WhenAll(PlantedBug.All.Select(FailuresAsync));
        var failed = failures.SelectMany(failure => failure).Select(failure => failure.Message).ToArray();
        var checks = StoreConformance.For(new InMemoryHarness()).Where(check => check.NotApplicable is null);
        Assert.All(checks, check => Assert.Contains(failed, message => message.StartsWith(check.Name + ":", StringComparison.Ordinal)));
    }

    private static Task<IReadOnlyList<ConformanceException>> FailuresAsync(PlantedBug bug) => Runs.GetOrAdd(bug.Name, _ => RunAsync(bug));

    private static async Task<IReadOnlyList<ConformanceException>> RunAsync(PlantedBug bug)
    {
        var failures = new List<ConformanceException>();
        foreach (var check in StoreConformance.For(new InMemoryHarness(bug.Spoil)).Where(check => check.NotApplicable is null))
        {
            try
            {
                await check.RunAsync(CancellationToken.None);
            }
            catch (ConformanceException broken)
            {
                failures.Add(broken);
            }
        }

        return failures;
    }
}
