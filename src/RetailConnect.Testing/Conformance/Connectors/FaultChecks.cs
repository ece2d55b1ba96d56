using System.Net.Http.Headers;
using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>What a vendor's refusals become.</summary>
internal static class FaultChecks
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(2);

    private static readonly (int Status, FaultKind Kind)[] Refusals =
    [
        (400, FaultKind.Rejected), (401, FaultKind.Unauthorized), (403, FaultKind.Unauthorized), (404, FaultKind.Rejected), (409, FaultKind.Conflict), (412, FaultKind.Conflict), (422, FaultKind.Rejected),
        (429, FaultKind.Throttled), (500, FaultKind.Transient), (502, FaultKind.Transient), (503, FaultKind.Transient), (504, FaultKind.Transient),
    ];

    public static IEnumerable<ConnectorCheck> All =>
    [
        ConnectorCheck.Of(Each_refusal_becomes_the_fault_that_it_stands_for),
        ConnectorCheck.Of(A_throttled_call_says_how_long_to_wait),
        ConnectorCheck.Of(A_fault_carries_the_vendors_request_id, RequestIds),
        ConnectorCheck.Of(A_vendor_that_cant_be_reached_is_a_passing_fault),
        ConnectorCheck.Of(A_vendor_that_does_not_answer_is_a_passing_fault),
    ];

    private static async Task Each_refusal_becomes_the_fault_that_it_stands_for(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        foreach (var (status, kind) in Refusals)
        {
            bench.Wire.Act = _ => Task.FromResult(bench.Wire.Answer(status, bench.Vendor.Refusal(status, "Not today.")));
            if (status == 404 && probe.ById)
            {
                await GoneAsync(probe);
                continue;
            }

            var fault = await ExpectFault.OfAsync(probe.CallAsync, $"Status {status}");
            Expect.Equal(kind, fault.Kind, $"The fault of status {status}");
            bench.Clock.Advance(Rest);
        }
    }

    /// <summary>By id, "not found" may say that the entity is gone.</summary>
    private static async Task GoneAsync(Probe probe)
    {
        try
        {
            await probe.CallAsync();
        }
        catch (ConnectorException fault)
        {
            Expect.Equal(FaultKind.Rejected, fault.Kind, "The fault of status 404");
        }
    }

    private static async Task A_throttled_call_says_how_long_to_wait(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        var wait = TimeSpan.FromSeconds(90);
        foreach (var (what, header) in (( string, Func<RetryConditionHeaderValue>)[])[("in seconds", () => new(wait)), ("as a date", () => new(bench.Clock.GetUtcNow() + wait))])
        {
            var asked = default(DateTimeOffset);
            bench.Wire.Act = _ =>
            {
                var answer = bench.Wire.Answer(429, bench.Vendor.Refusal(429, "Slow down."));
                answer.Headers.Date = null;
                answer.Headers.RetryAfter = header();
                asked = bench.Clock.GetUtcNow();
                return Task.FromResult(answer);
            };
            var fault = await ExpectFault.OfAsync(probe.CallAsync, $"Status 429 with Retry-After {what}");
            Expect.NotNull(fault.RetryAfter, $"The wait that the fault tells when the vendor says it {what}");
            Expect.True((fault.RetryAfter!.Value - wait).Duration() <= TimeSpan.FromSeconds(2), $"The wait of {wait} when the vendor says it {what} ({fault.RetryAfter})");
            Expect.True(bench.Clock.GetUtcNow() - asked < wait, "The call returns instead of waiting");
            bench.Clock.Advance(Rest);
        }
    }

    private static async Task A_fault_carries_the_vendors_request_id(ConnectorBench bench)
    {
        var header = bench.Harness.RequestIdHeader ?? throw new ConformanceException("expected the harness to name the header of the vendor's request ids, because it does not lack them; saw none");
        var probe = await Probe.OfAsync(bench);
        foreach (var status in (int[])[400, 403, 429, 500])
        {
            bench.Wire.Act = _ =>
            {
                var answer = bench.Wire.Answer(status, bench.Vendor.Refusal(status, "Not today."));
                answer.Headers.TryAddWithoutValidation(header, "request-4711");
                return Task.FromResult(answer);
            };
            var fault = await ExpectFault.OfAsync(probe.CallAsync, $"Status {status} with a request id");
            Expect.Equal("request-4711", fault.VendorRequestId, $"The vendor's request id in the fault of status {status}");
            bench.Clock.Advance(Rest);
        }
    }

    private static async Task A_vendor_that_cant_be_reached_is_a_passing_fault(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        bench.Wire.Act = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody listens.");
        Expect.Equal(FaultKind.Transient, (await ExpectFault.OfAsync(probe.CallAsync, "Nobody listens")).Kind, "The fault when nobody listens");
    }

    private static async Task A_vendor_that_does_not_answer_is_a_passing_fault(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        bench.Wire.Act = call => call.HangAsync();
        var started = bench.Clock.GetUtcNow();
        Expect.Equal(FaultKind.Transient, (await ExpectFault.OfAsync(probe.CallAsync, "The vendor does not answer")).Kind, "The fault when the vendor does not answer");
        Expect.True(bench.Clock.GetUtcNow() - started < TimeSpan.FromMinutes(10), $"The call gives up within ten minutes ({bench.Clock.GetUtcNow() - started})");
    }
}
