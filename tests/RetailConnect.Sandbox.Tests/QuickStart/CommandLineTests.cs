using System.CommandLine;
using QuickStart;

namespace RetailConnect.Sandbox.Tests.QuickStart;

/// <summary>Options that would do nothing together are refused, so that nobody waits for their effect.</summary>
public sealed class CommandLineTests
{
    private static readonly RootCommand Command = CommandLine.Create((_, _) => Task.FromResult(0));

    [Theory]
    [InlineData("--json", "--simulators-only", "--json", "summary.json")]
    [InlineData("--recording", "--simulators-only", "--recording", "requests.jsonl")]
    [InlineData("--connect", "--simulators-only", "--connect", "http://127.0.0.1:5470")]
    [InlineData("--scale", "--scale", "0")]
    [InlineData("--connect", "--connect", "somewhere")]
    public void Options_that_can_not_be_meant_are_refused_and_named(string named, params string[] arguments)
    {
        var errors = Parse(arguments);
        Assert.Contains(named, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json", "summary.json", "--recording", "requests.jsonl")]
    [InlineData("--connect", "http://127.0.0.1:5470", "--json", "summary.json", "--recording", "requests.jsonl")]
    [InlineData("--simulators-only", "--port", "0", "--seed", "3")]
    public void Options_that_go_together_are_taken(params string[] arguments) => Assert.Empty(Parse(arguments));

    private static List<string> Parse(string[] arguments) => [.. Command.Parse(arguments).Errors.Select(error => error.Message)];
}
