using System.Reflection;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>The list of scenarios: what retailers were hurt by has a test that would be hurt by it too.</summary>
public sealed class ScenarioTests
{
    private const int Fewest = 100;

    [Fact]
    public void Enough_scenarios_say_which_pain_or_promise_they_are_about()
    {
        var scenarios = typeof(ScenarioTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => (method.Name, Cites: method.GetCustomAttribute<CitesAttribute>())).Where(method => method.Cites is not null).ToList();
        foreach (var pain in scenarios.GroupBy(scenario => scenario.Cites!.Pain, scenario => scenario.Name).OrderBy(pain => pain.Key, StringComparer.Ordinal))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{pain.Key}: {string.Join(", ", pain)}");
        }

        Assert.True(scenarios.Count >= Fewest, $"{scenarios.Count} scenarios cite what they are about, {Fewest} are wanted.");
        Assert.All(scenarios, scenario => Assert.NotEqual("", scenario.Cites!.Pain.Trim()));
    }
}
