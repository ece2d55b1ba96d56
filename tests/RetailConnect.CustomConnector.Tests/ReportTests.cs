using System.Text.Json;
using CustomConnector.Kit;
using RetailConnect.Testing;
using Spectre.Console;

namespace RetailConnect.CustomConnector.Tests;

/// <summary>The report names what failed, and the exit code tells it to scripts.</summary>
public sealed class ReportTests
{
    private const string OneCheck = "A genuine webhook is accepted";
    private const string Bypassed = "A token that expires is renewed once for all callers";

    [Fact]
    public async Task A_check_that_passes_ends_with_0()
    {
        var (code, text, _) = await RunAsync(new DepotHarness(), OneCheck);
        Assert.Equal(0, code);
        Assert.Contains($"passed    {OneCheck}", text, StringComparison.Ordinal);
        Assert.Contains("1 passed, 0 bypassed, 0 failed. Every check that applies passed.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_fails_is_named_with_what_was_expected_and_ends_with_1()
    {
        var (code, text, json) = await RunAsync(new LackWithoutReason(), OneCheck);
        Assert.Equal(1, code);
        Assert.Contains($"FAILED    {OneCheck}: expected a reason", text, StringComparison.Ordinal);
        Assert.Contains("does NOT conform", text, StringComparison.Ordinal);
        var check = Assert.Single(json.GetProperty("checks").EnumerateArray());
        Assert.Equal("failed", check.GetProperty("outcome").GetString());
        Assert.False(json.GetProperty("holds").GetBoolean());
    }

    [Fact]
    public async Task A_bypass_tells_its_reason_and_proves_nothing()
    {
        var (code, text, _) = await RunAsync(new DepotHarness(), Bypassed);
        Assert.Equal(2, code);
        Assert.Contains($"bypassed  {Bypassed}: A key of the Depot does not expire.", text, StringComparison.Ordinal);
        Assert.Contains("Nothing was checked.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_check_has_ends_with_2()
    {
        using var output = new StringWriter();
        Assert.Equal(2, await ConformanceCommand.RunAsync(new DepotHarness(), ScreenOn(output), null, "no such check", TestContext.Current.CancellationToken));
        Assert.Contains("no such check", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_does_not_exist_is_refused() =>
        Assert.NotEmpty(CommandLine.Create((_, _, _) => Task.FromResult(0)).Parse(["--jsno", "report.json"]).Errors);

    private static async Task<(int Code, string Text, JsonElement Json)> RunAsync(IConnectorHarness harness, string only)
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            using var output = new StringWriter();
            var code = await ConformanceCommand.RunAsync(harness, ScreenOn(output), file, only, TestContext.Current.CancellationToken);
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken));
            return (code, output.ToString(), json.RootElement.Clone());
        }
        finally
        {
            file.Delete();
        }
    }

    private static Screen ScreenOn(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 400;
        return new(console);
    }

    private sealed class LackWithoutReason : IConnectorHarness
    {
        private readonly DepotHarness harness = new();

        public IReadOnlyList<string> Secrets => harness.Secrets;

        public string? Lacks(ConnectorAbility ability, EntityType? type) => ability is ConnectorAbility.Webhooks ? "" : harness.Lacks(ability, type);

        public Connection Open(ConformanceHost host) => harness.Open(host);

        public ValueTask<IConnectorVendor> PrepareAsync(ConformanceHost host, CancellationToken cancellationToken) => harness.PrepareAsync(host, cancellationToken);
    }
}
