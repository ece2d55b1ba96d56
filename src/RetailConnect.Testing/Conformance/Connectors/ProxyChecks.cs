namespace RetailConnect.Testing;

/// <summary>What stands between the vendor and us: proxies' pages, texts cut short, bodies without an end.</summary>
internal static class ProxyChecks
{
    public const string Endless = "An answer without an end is refused before it is held";

    /// <summary>What one attempt may pull: the connectors' own bound is 64 MiB.</summary>
    private const long MostOfOne = 80L * 1024 * 1024;
    private const string Page = "<!DOCTYPE html><html><head><title>Gateway</title></head><body>Please sign in.</body></html>";

    public static IEnumerable<ConnectorCheck> All =>
    [
        ConnectorCheck.Of(A_proxys_page_is_a_passing_fault),
        ConnectorCheck.Of(A_text_that_is_cut_short_is_a_passing_fault),
        ConnectorCheck.Of(An_answer_without_an_end_is_refused_before_it_is_held),
    ];

    public static Task<HttpResponseMessage> PageAsync(WireCall call) => Task.FromResult(call.Wire.Answer(200, Page, "text/html"));

    /// <summary>The first half of a text, so that no JSON is whole.</summary>
    public static string CutShort(string text) => text.Length < 2 ? "{" : text[..(text.Length / 2)];

    private static async Task A_proxys_page_is_a_passing_fault(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        foreach (var status in (int[])[200, 502])
        {
            bench.Wire.Act = call => Task.FromResult(call.Wire.Answer(status, Page, "text/html"));
            Expect.Equal(FaultKind.Transient, (await ExpectFault.OfAsync(probe.CallAsync, $"A page of HTML with status {status}")).Kind, $"The fault of a page of HTML with status {status}");
            bench.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    private static async Task A_text_that_is_cut_short_is_a_passing_fault(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        bench.Wire.Act = call => call.RewriteAsync(CutShort);
        Expect.Equal(FaultKind.Transient, (await ExpectFault.OfAsync(probe.CallAsync, "Half of the answer, with status 200")).Kind, "The fault of half of the answer, with status 200");
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        bench.Wire.Act = async call => call.Wire.Answer(502, CutShort(await (await call.PassAsync()).Content.ReadAsStringAsync()));
        Expect.Equal(FaultKind.Transient, (await ExpectFault.OfAsync(probe.CallAsync, "Half of the answer, with status 502")).Kind, "The fault of half of the answer, with status 502");
    }

    private static async Task An_answer_without_an_end_is_refused_before_it_is_held(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        var bodies = new List<EndlessContent>();
        bench.Wire.Act = call =>
        {
            var answer = call.Wire.Answer(200, "");
            bodies.Add(new(MostOfOne));
            answer.Content = bodies[^1];
            return Task.FromResult(answer);
        };
        await ExpectFault.OfAsync(probe.CallAsync, "An answer without an end");
        Expect.True(bodies.All(body => body.Pulled < MostOfOne), $"At most {MostOfOne / 1024 / 1024 - 1} MiB of an endless answer are pulled ({bodies.Max(body => body.Pulled) / 1024 / 1024} MiB)");
        Expect.True(bodies.Count <= 5, $"An endless answer is asked for at most five times ({bodies.Count})");
    }
}
