using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>A caller who gives up is heard.</summary>
internal static class StopChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static ConnectorCheck Of(SourceCapability source) => ConnectorCheck.Of(source.Type, A_read_that_is_cancelled_stops_within_one_call, source.Changes ? [] : [Reading]);

    public static ConnectorCheck Of(SinkCapability sink) => ConnectorCheck.Of(sink.Type, A_write_that_is_cancelled_stops_within_one_call, Writing);

    private static async Task A_read_that_is_cancelled_stops_within_one_call(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        var id = source.Pages ? default : await bench.PutAsync(type, 1);
        await StopsAsync(bench, async token => _ = source.Pages ? (object)await source.ReadAsync(null, 10, token) : await source.ReadAsync([id], token));
    }

    private static async Task A_write_that_is_cancelled_stops_within_one_call(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        var envelope = await bench.SampleAsync(sink, 1);
        await StopsAsync(bench, async token => await sink.DeliverAsync(envelope, token));
    }

    public static async Task StopsAsync(ConnectorBench bench, Func<CancellationToken, Task> act)
    {
        // What a first call needs besides, such as a token, is there by then.
        await (await Probe.OfAsync(bench)).CallAsync();
        using var giveUp = new CancellationTokenSource();
        var before = bench.Wire.Calls;
        bench.Wire.Act = call =>
        {
            giveUp.Cancel();
            return call.HangAsync();
        };
        var work = act(giveUp.Token);
        var ended = await Task.WhenAny(work, Task.Delay(Patience, TimeProvider.System));
        bench.Wire.Act = call => Task.FromResult(call.Wire.Answer(500, ""));
        Expect.True(ended == work, $"The work ends within {Patience.TotalSeconds} seconds after it was cancelled");
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            Expect.Equal(before + 1, bench.Wire.Calls, "Calls up to the one during which the work was cancelled");
            return;
        }
        catch (Exception exception)
        {
            throw new ConformanceException($"expected an OperationCanceledException; saw {exception.GetType().Name}: {exception.Message}", exception);
        }

        throw new ConformanceException("expected an OperationCanceledException; saw none");
    }
}
