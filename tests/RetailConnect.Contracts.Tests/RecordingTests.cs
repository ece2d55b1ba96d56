using System.Text;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Tests;

namespace RetailConnect.Contracts;

public sealed class RecordingTests
{
    private const string Variable = "RETAILCONNECT_RECORDING";

    /// <summary>QuickStart's retailer on a bad day, small and in this process: loads, sales, returns, webhooks, repeats after faults.</summary>
    [Fact]
    public async Task Every_request_of_a_stormy_day_is_valid()
    {
        var judge = ContractJudge.Require();
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 21, Scale = new RetailerScale().Times(0.05), Faults = FaultProfile.Storm });
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(6), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
        });
        var path = Path.GetTempFileName();
        try
        {
            RecordingFile.Write(path, retailer.Sandbox.Recorder.Records);
            Check(judge, RecordingFile.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_recorded_request_is_valid()
    {
        var judge = ContractJudge.Require();
        var file = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(file), $"{Variable} names no recording.");
        Check(judge, RecordingFile.Read(file!));
    }

    private static void Check(ContractJudge judge, IReadOnlyList<RequestRecord> records)
    {
        Assert.Equal(["business-central", "shopify", "square", "talon-one"], records.Select(record => record.Vendor).Distinct().Order());
        var groups = judge.CheckAll(records);

        var counts = string.Join(", ", records.GroupBy(record => record.Vendor).Select(group => $"{group.Key} {group.Count()}"));
        Assert.True(groups.Count == 0, $"{counts} requests; violations:{Environment.NewLine}{string.Join(Environment.NewLine, groups)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{counts} requests are valid.");
    }

    [Fact]
    public void A_recording_comes_back_as_it_was_written()
    {
        RequestRecord[] written =
        [
            Requests.Square("POST", "/v2/customers/search", """{"limit":10,"cursor":"æ😀\n"}"""),
            Requests.TalonOne("GET", "/v1/loyalty_programs/7/profile/customer-1/balances?a=1") with { Fault = "CutAfterCommit", Status = null },
            Requests.Record("shopify", "POST", "/upload", null, "X-Shopify-Access-Token") with { Request = new("POST", "/upload", "", new Dictionary<string, string>(), new byte[] { 0xFF, 0x00, 0xFE }) },
        ];

        var read = RoundTrip(written);

        Assert.Equal(written.Length, read.Count);
        foreach (var (before, after) in written.Zip(read))
        {
            Assert.Equal((before.At, before.Vendor, before.Status, before.Fault), (after.At, after.Vendor, after.Status, after.Fault));
            Assert.Equal((before.Request.Method, before.Request.Path, before.Request.Query), (after.Request.Method, after.Request.Path, after.Request.Query));
            Assert.Equal(before.Request.Headers.OrderBy(header => header.Key), after.Request.Headers.OrderBy(header => header.Key));
            Assert.Equal(before.Request.Body.ToArray(), after.Request.Body.ToArray());
        }
    }

    [Fact]
    public void A_recording_holds_no_credentials()
    {
        var form = Requests.Record("business-central", "POST", "/contoso/oauth2/v2.0/token", "grant_type=client_credentials&client_secret=hush-1&scope=x", "Authorization").With("Authorization", "Bearer hush-2");
        var json = Requests.Square("POST", "/oauth2/token", """{"client_id":"app","client_secret":"hush-3\"hush-4","grant_type":"refresh_token","refresh_token" : "hush-5"}""").With("X-Shopify-Access-Token", "hush-6");

        var path = Path.GetTempFileName();
        try
        {
            RecordingFile.Write(path, [form, json]);
            var text = File.ReadAllText(path);
            Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
            Assert.Contains("client_credentials", text, StringComparison.Ordinal);
            Assert.Equal("""{"client_id":"app","client_secret":"***","grant_type":"refresh_token","refresh_token" : "***"}""", Encoding.UTF8.GetString(RecordingFile.Read(path)[1].Request.Body.Span));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"vendor":"square","path":"/"}""")]
    [InlineData("""{"vendor":"square","method":7,"path":"/"}""")]
    [InlineData("""{"vendor":"square","method":"GET","path":"/","bodyBase64":"?"}""")]
    public void A_line_that_is_no_request_is_named(string line)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["""{"vendor":"square","method":"GET","path":"/v2/locations","query":"","headers":{},"body":""}""", line]);
            var e = Assert.Throws<InvalidDataException>(() => RecordingFile.Read(path));
            Assert.Contains("Line 2", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IReadOnlyList<RequestRecord> RoundTrip(RequestRecord[] records)
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.Equal(records.Length, RecordingFile.Write(path, records));
            return RecordingFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
