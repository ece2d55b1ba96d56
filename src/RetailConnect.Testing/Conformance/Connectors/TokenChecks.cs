using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>Access tokens that expire.</summary>
internal static class TokenChecks
{
    private const int Callers = 3;

    public static IEnumerable<ConnectorCheck> All => [ConnectorCheck.Of(A_token_that_expires_is_renewed_once_for_all_callers, ExpiringTokens)];

    private static async Task A_token_that_expires_is_renewed_once_for_all_callers(ConnectorBench bench)
    {
        var probe = await Probe.OfAsync(bench);
        await probe.CallAsync();
        var before = bench.Wire.TokenCalls;
        Expect.NotEqual(0, before, "Token calls until the first call succeeded");

        // All callers are under way with the old token before the first of them hears that it is none any more.
        var (waiting, gate) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        bench.Wire.Act = async call =>
        {
            if (Interlocked.Increment(ref waiting) == Callers)
            {
                gate.TrySetResult();
            }

            await Task.WhenAny(gate.Task, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System));
            return await call.PassAsync();
        };
        bench.Able<IExpiringVendor>().ExpireTokens();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => probe.CallAsync()));
        Expect.Equal(1, bench.Wire.TokenCalls - before, $"Token calls after the token of {Callers} callers expired");
    }
}
