using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>One effect of what is written, however often and with whatever luck.</summary>
internal static class WriteChecks
{
    private const int MostCalls = 40;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    public static IEnumerable<ConnectorCheck> Of(SinkCapability sink)
    {
        var unproven = sink.Proof is WriteProof.None ? "The sink declares that nothing proves one effect: what is ambiguous is parked for a person." : null;
        return
        [
            ConnectorCheck.Of(sink.Type, An_envelope_written_twice_has_one_effect, Writing) with { RuledOut = unproven },
            ConnectorCheck.Of(sink.Type, A_write_whose_answer_is_lost_has_one_effect_when_it_is_repeated, Writing) with { RuledOut = unproven },
            ConnectorCheck.Of(sink.Type, A_write_whose_answer_is_lost_may_have_taken_effect, Writing),
            ConnectorCheck.Of(sink.Type, A_write_that_a_proxy_answers_is_a_passing_fault, Writing),
            ConnectorCheck.Of(sink.Type, A_write_that_never_left_took_no_effect, Writing),
        ];
    }

    private static async Task An_envelope_written_twice_has_one_effect(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        var envelope = await bench.SampleAsync(sink, 1);
        var receipt = await bench.DeliverAsync(sink, envelope);
        Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), "What the vendor holds after one write");
        bench.Clock.Advance(Settling);

        var forgotten = await bench.DeliverAsync(sink, sink.Again(envelope));
        Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), "What the vendor holds when the receipt was forgotten and the envelope written again");
        Expect.Equal(receipt.Id, forgotten.Id, "The id on the second receipt");

        bench.Save(sink, envelope, receipt);
        bench.Clock.Advance(Settling);
        await bench.DeliverAsync(sink, sink.Again(envelope, receipt));
        Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), "What the vendor holds when the receipt was saved and the envelope written again");
    }

    private static Task A_write_whose_answer_is_lost_has_one_effect_when_it_is_repeated(ConnectorBench bench, EntityType type) =>
        SpoilEachAsync(bench, type, call => call.CutAsync(), async (sink, envelope, number, _) =>
        {
            bench.Clock.Advance(Settling);
            await bench.DeliverAsync(sink, sink.Again(envelope));
            Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), $"What the vendor holds when the answer to call {number} was lost and the envelope written again");
        });

    private static Task A_write_whose_answer_is_lost_may_have_taken_effect(ConnectorBench bench, EntityType type) =>
        SpoilEachAsync(bench, type, call => call.CutAsync(), async (sink, envelope, number, seen) =>
        {
            if (seen is not null)
            {
                var fault = ExpectFault.Of(seen, $"The answer to call {number} was lost");
                Expect.Equal(FaultKind.Transient, fault.Kind, $"The fault when the answer to call {number} was lost");
                Expect.True(fault.MayHaveTakenEffect || (await bench.LookAsync(sink, envelope)).Times == 0, $"The fault says that the write may have taken effect, which it did before the answer to call {number} was lost");
            }
        });

    /// <summary>A sink that does not read an answer may call the write done when half of it arrives, but only when it is.</summary>
    private static async Task A_write_that_a_proxy_answers_is_a_passing_fault(ConnectorBench bench, EntityType type)
    {
        await SpoilEachAsync(bench, type, ProxyChecks.PageAsync, PassesAsync);
        await SpoilEachAsync(bench, type, call => call.RewriteAsync(ProxyChecks.CutShort), PassesAsync, from: MostCalls);

        async Task PassesAsync(SinkSeam sink, object envelope, int number, Exception? seen)
        {
            if (seen is null)
            {
                Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), $"What the vendor holds when a proxy answered call {number} and no fault was thrown");
                return;
            }

            Expect.Equal(FaultKind.Transient, ExpectFault.Of(seen, $"Call {number} was answered by a proxy").Kind, $"The fault when call {number} was answered by a proxy");
        }
    }

    private static async Task A_write_that_never_left_took_no_effect(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        var envelope = await bench.SampleAsync(sink, 1);
        bench.Wire.Act = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody listens.");
        var fault = await ExpectFault.OfAsync(() => bench.DeliverAsync(sink, envelope), "The vendor can't be reached");
        Expect.Equal(FaultKind.Transient, fault.Kind, "The fault when the vendor can't be reached");
        Expect.False(fault.MayHaveTakenEffect, "The fault says that the write may have taken effect, though nothing left");
    }

    /// <summary>Writes entity after entity; of each another call is spoilt, until a write has no such call any more.</summary>
    private static async Task SpoilEachAsync(ConnectorBench bench, EntityType type, Func<WireCall, Task<HttpResponseMessage>> spoil, Func<SinkSeam, object, int, Exception?, Task> judge, int from = 0)
    {
        var sink = bench.Sink(type);
        for (var number = 1; number <= MostCalls; number++)
        {
            var envelope = await bench.SampleAsync(sink, from + number);
            var (start, reached) = (bench.Wire.Calls, false);
            bench.Wire.Act = call =>
            {
                reached |= call.Number == start + number;
                return call.Number >= start + number && IsRepeatOf(call, start + number) ? spoil(call) : call.PassAsync();
            };
            var seen = await bench.TryAsync(sink, envelope);
            bench.Wire.Act = null;
            if (!reached)
            {
                Expect.Null(seen?.Message, "The fault of a write of which nothing was spoilt");
                Expect.True(number > 1, "The write makes a call to the vendor");
                return;
            }

            await judge(sink, envelope, number, seen);
            bench.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        throw new ConformanceException($"expected a write of less than {MostCalls} calls; saw more");

        // Reads are repeated at once: all of the repeats meet the same.
        static bool IsRepeatOf(WireCall call, int first) => call.Number < first + 3;
    }
}
