using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>Sinks that take several calls at once.</summary>
internal static class ParallelChecks
{
    private const int Most = 8;
    private const int MostRounds = 5;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <summary>Calls that are held so long on the wire meet each other.</summary>
    private static readonly TimeSpan OnTheWire = TimeSpan.FromMilliseconds(20);

    public static IEnumerable<ConnectorCheck> Of(SinkCapability sink) =>
        [ConnectorCheck.Of(sink.Type, Writes_at_the_same_time_have_one_effect_each, Writing) with { RuledOut = sink.Parallel > 1 ? null : "The sink takes one call at a time." }];

    /// <summary>Vendors may refuse one of two writes that meet, but only in passing: a repeat brings it about.</summary>
    private static async Task Writes_at_the_same_time_have_one_effect_each(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        var envelopes = new List<object>();
        for (var number = 1; number <= Math.Min(Most, bench.Connection.Capabilities.OfType<SinkCapability>().First(capability => capability.Type == type).Parallel); number++)
        {
            envelopes.Add(await bench.SampleAsync(sink, number));
        }

        bench.Wire.Act = static async call =>
        {
            await Task.Delay(OnTheWire, TimeProvider.System, call.CancellationToken);
            return await call.PassAsync();
        };
        var receipts = new WriteReceipt?[envelopes.Count];
        for (var round = 1; receipts.Any(receipt => receipt is null); round++)
        {
            Expect.True(round <= MostRounds, $"What is written at the same time is there after {MostRounds} rounds");
            var open = Enumerable.Range(0, envelopes.Count).Where(index => receipts[index] is null).ToList();
            foreach (var (index, receipt) in await bench.DoAsync(async token => await Task.WhenAll(open.Select(index => WriteAsync(bench, sink, index, round == 1 ? envelopes[index] : sink.Again(envelopes[index]), token)))))
            {
                receipts[index] = receipt;
            }

            bench.Clock.Advance(Settling);
        }

        bench.Wire.Act = null;
        Expect.Equal(envelopes.Count, receipts.Select(receipt => receipt!.Id).Distinct().Count(), "Different ids on the receipts of what was written at the same time");
        foreach (var (envelope, receipt) in envelopes.Zip(receipts))
        {
            bench.Clock.Advance(Settling);
            Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), "What the vendor holds of each of what was written at the same time");
            Expect.Equal((await bench.DeliverAsync(sink, sink.Settled(envelope))).Id, receipt!.Id, "The id on a receipt of what was written at the same time, against that of the same envelope alone");
        }
    }

    private static async Task<(int Index, WriteReceipt? Receipt)> WriteAsync(ConnectorBench bench, SinkSeam sink, int index, object envelope, CancellationToken cancellationToken)
    {
        try
        {
            return (index, await sink.DeliverAsync(envelope, cancellationToken));
        }
        catch (ConnectorException fault)
        {
            Expect.True(fault.Kind is FaultKind.Transient or FaultKind.Throttled or FaultKind.Conflict, $"The fault of a write that met another is one that passes ({fault.Kind}: {fault.Message})");
            return (index, null);
        }
    }
}
