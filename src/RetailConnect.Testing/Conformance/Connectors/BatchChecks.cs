using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>Sinks that take several envelopes in one call.</summary>
internal static class BatchChecks
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    public static IEnumerable<ConnectorCheck> Of(SinkCapability sink)
    {
        var single = sink.Batch > 1 ? null : "The sink takes one envelope at a time.";
        return
        [
            ConnectorCheck.Of(sink.Type, A_batch_is_answered_for_each_envelope_in_order, Writing) with { RuledOut = single },
            ConnectorCheck.Of(sink.Type, A_bad_line_of_a_batch_does_not_fail_the_others, Writing) with { RuledOut = single ?? (HostileSamples.Bad(sink.Type) is null ? "No content of this type is bad for every vendor." : null) },
        ];
    }

    private static async Task A_batch_is_answered_for_each_envelope_in_order(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        object[] envelopes = [await bench.SampleAsync(sink, 1), await bench.SampleAsync(sink, 2), await bench.SampleAsync(sink, 3)];
        var ids = await WriteAsync(bench, sink, envelopes);
        Expect.Equal(envelopes.Length, ids.Distinct().Count(), "Different ids on the receipts of a batch");
        foreach (var (envelope, id) in envelopes.Zip(ids))
        {
            bench.Clock.Advance(Settling);
            Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), "What the vendor holds of an envelope of the batch");
            Expect.Equal((await bench.DeliverAsync(sink, sink.Settled(envelope))).Id, id, "The id on a receipt of the batch, against that of the same envelope alone");
        }
    }

    private static async Task A_bad_line_of_a_batch_does_not_fail_the_others(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        object[] good = [await bench.SampleAsync(sink, 1), await bench.SampleAsync(sink, 3)];
        var bad = bench.Envelope(sink, HostileSamples.Bad(type)!(sink.ValueOf(await bench.SampleAsync(sink, 2))));
        var results = await bench.DoAsync(token => sink.WriteBatchAsync([good[0], bad, good[1]], token));
        Expect.Equal(3, results.Count, "Results of a batch of three");
        Expect.NotNull(results[1]?.Fault, "The fault of the bad line");
        Expect.Sequence([true, true], new[] { results[0], results[2] }.Select(result => result?.Receipt is not null), "Receipts of the good lines");
        foreach (var envelope in good)
        {
            Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), "What the vendor holds of a good line");
        }
    }

    private static async Task<IReadOnlyList<ExternalId>> WriteAsync(ConnectorBench bench, SinkSeam sink, object[] envelopes)
    {
        var results = await bench.DoAsync(token => sink.WriteBatchAsync(envelopes, token));
        Expect.Equal(envelopes.Length, results.Count, "Results of a batch");
        Expect.Empty(results.Where(result => result?.Receipt is null).Select(result => result?.Fault?.Message ?? "no result"), "Envelopes of the batch that were not written");
        return [.. results.Select(result => result.Receipt!.Id)];
    }
}
