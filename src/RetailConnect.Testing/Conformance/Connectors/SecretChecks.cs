namespace RetailConnect.Testing;

/// <summary>Secrets stay out of logs and out of what people see.</summary>
internal static class SecretChecks
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(2);

    public static IEnumerable<ConnectorCheck> All => [ConnectorCheck.Of(No_secret_is_logged_or_shown)];

    /// <summary>The vendor, or a proxy before it, says back in its refusals what it was sent.</summary>
    private static async Task No_secret_is_logged_or_shown(ConnectorBench bench)
    {
        Expect.NotEqual(0, bench.Harness.Secrets.Count, "Secrets that the harness names");
        var probe = await Probe.OfAsync(bench);
        await probe.CallAsync();
        var shown = new List<string> { $"{bench.Connection.Context}" };
        shown.AddRange(await RefusedAsync(bench, probe));
        if (bench.Wire.TokenCalls > 0 && bench.Vendor is IExpiringVendor vendor)
        {
            bench.Wire.Act = null;
            foreach (var secret in bench.Harness.Secrets)
            {
                vendor.ExpireTokens();
                bench.Wire.ActOnTokens = call => Task.FromResult(Refusal(bench, 400, secret));
                shown.Add(await CallAsync(probe));
                bench.Clock.Advance(Rest);
            }
        }

        foreach (var secret in bench.Harness.Secrets.Concat(bench.Wire.Credentials))
        {
            Expect.Empty(bench.Logs.Where(line => line.Contains(secret, StringComparison.Ordinal)).Select(line => line.Replace(secret, "(the secret)", StringComparison.Ordinal)), "Lines of the log that hold a secret");
            Expect.Empty(shown.Where(text => text.Contains(secret, StringComparison.Ordinal)).Select(text => text.Replace(secret, "(the secret)", StringComparison.Ordinal)), "Texts of faults that hold a secret");
        }
    }

    private static async Task<IReadOnlyList<string>> RefusedAsync(ConnectorBench bench, Probe probe)
    {
        var shown = new List<string>();
        foreach (var status in (int[])[400, 401, 403, 404, 409, 429, 500])
        {
            bench.Wire.Act = call => Task.FromResult(Refusal(bench, status, call.Credentials));
            shown.Add(await CallAsync(probe));
            bench.Clock.Advance(Rest);
        }

        bench.Wire.Act = call => Task.FromResult(bench.Wire.Answer(200, $"<html>{call.Credentials}</html>", "text/html"));
        shown.Add(await CallAsync(probe));
        bench.Wire.Act = call => throw new HttpRequestException($"Cut while {call.Credentials} was sent.");
        shown.Add((await ExpectFault.OfAsync(probe.CallAsync, "The connection was cut")).Message);
        bench.Clock.Advance(Rest);
        return shown;
    }

    private static HttpResponseMessage Refusal(ConnectorBench bench, int status, string secret) => bench.Wire.Answer(status, bench.Vendor.Refusal(status, $"The key {secret} is not good"));

    private static async Task<string> CallAsync(Probe probe)
    {
        try
        {
            await probe.CallAsync();
            return "";
        }
        catch (ConnectorException fault)
        {
            return $"{fault} {fault.Reason} {fault.Advice} {fault.VendorRequestId}";
        }
    }
}
