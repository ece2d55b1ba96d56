using System.Diagnostics;
using System.Text.Json;
using RetailConnect.Tests;

namespace RetailConnect.Faults.Tests;

/// <summary>Small slices of the fault campaign, through its console; the whole of it is for a release.</summary>
public sealed class CampaignTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Days_in_virtual_time_keep_every_promise_and_the_same_seed_does_the_same()
    {
        var (exit, output, json) = await RunAsync("--schedules", "40", "--from-seed", "500", "--twice");
        Assert.True(exit == 0, output);
        Assert.Equal((40, true), (json.GetProperty("schedules").GetInt32(), json.GetProperty("holds").GetBoolean()));
        Assert.True(json.GetProperty("livesEnded").GetInt32() > 10, output);
    }

    /// <summary>A campaign that can't fail proves nothing.</summary>
    [Theory]
    [InlineData("skip-intent")]
    [InlineData("save-cursor-first")]
    [InlineData("ack-before-commit")]
    [InlineData("session-per-attempt")]
    public async Task A_planted_bug_is_found(string mutant)
    {
        var (exit, output, _) = await RunAsync("--mutant", mutant);
        Assert.True(exit == 0, output);
        Assert.Contains($"{mutant}: found by schedule", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_killed_on_a_real_file_and_real_sockets_finishes_its_day()
    {
        var (exit, output, json) = await RunAsync("--layer", "reality", "--schedules", "3");
        Assert.True(exit == 0, output);
        Assert.Equal(3, json.GetProperty("kills").GetInt32());
    }

    [Fact]
    public async Task Two_hosts_on_one_server_either_killed_finish_their_day()
    {
        RequireServer();
        var (exit, output, json) = await RunAsync("--layer", "reality", "--store", "postgresql", "--schedules", "4");
        Assert.True(exit == 0, output);
        Assert.Equal(4, json.GetProperty("kills").GetInt32());
    }

    /// <summary>50,000 variants take minutes: <c>--layer load</c> without more.</summary>
    [Fact]
    public async Task A_catalogue_is_loaded_in_bulk_by_a_host_that_is_killed_and_its_memory_at_most_doubles()
    {
        var (exit, output, json) = await RunAsync("--layer", "load", "--variants", "5000");
        Assert.True(exit == 0, output);
        Assert.True(json.GetProperty("operations").GetInt32() > 1, output);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }

    [Theory]
    [InlineData("--variants", "10", "takes 5,000 or more")]
    [InlineData("--variants", "4999", "takes 5,000 or more")]
    [InlineData("--schedules", "0", "takes 1 or more")]
    [InlineData("--mutant", "no-such-bug", "--mutant list")]
    [InlineData("--layer", "dream", "dream")]
    [InlineData("--schedules", "many", "many")]
    [InlineData("--from-seed", "2147483647", "largest seed")]
    public async Task A_wrong_option_is_refused_with_a_sentence(string option, string value, string said)
    {
        var (exit, output, _) = await RunAsync(option, value);
        Assert.NotEqual(0, exit);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", output, StringComparison.Ordinal);
    }

    /// <summary>Skips the test where no server is installed; in CI that is a failure.</summary>
    private static void RequireServer()
    {
        if (ServerFiles.Missing is { } reason)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
    }

    private static async Task<(int Exit, string Output, JsonElement Json)> RunAsync(params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Longest);
            using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Console(), .. arguments, "--json", file])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            var json = await File.ReadAllTextAsync(file, CancellationToken.None);
            return (process.ExitCode, await output + await errors, json.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(json) : default);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The campaign's console in its own output folder.</summary>
    private static string Console()
    {
        const string Own = "RetailConnect.Faults.Tests";
        const string Campaign = "RetailConnect.FaultCampaign";
        return Path.Combine(AppContext.BaseDirectory.Replace(Own, Campaign, StringComparison.Ordinal), $"{Campaign}.dll");
    }
}
