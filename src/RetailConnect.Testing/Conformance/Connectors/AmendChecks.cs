using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>What becomes of a document that changes after it was written, where a sink amends.</summary>
internal static class AmendChecks
{
    private const int MostCalls = 40;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    public static IEnumerable<ConnectorCheck> Of(SinkCapability sink) =>
        sink.Amends && sink.Type == EntityType.Order ? [ConnectorCheck.Of(sink.Type, What_changed_after_it_was_written_is_amended_once_with_whatever_luck, Writing)] : [];

    /// <summary>Order after order is written and changed; of each another answer to the change is lost, until a change has no such call any more.</summary>
    private static async Task What_changed_after_it_was_written_is_amended_once_with_whatever_luck(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        for (var number = 1; number <= MostCalls; number++)
        {
            var envelope = await bench.SampleAsync(sink, number);
            var receipt = await bench.DeliverAsync(sink, envelope);
            bench.Save(sink, envelope, receipt);
            bench.Clock.Advance(Settling);
            var changed = sink.Changed(envelope, receipt);
            var (lost, reached) = (bench.Wire.Calls + number, false);
            bench.Wire.Act = call =>
            {
                reached |= call.Number == lost;
                return call.Number == lost ? call.CutAsync() : call.PassAsync();
            };
            var seen = await bench.TryAsync(sink, changed);
            bench.Wire.Act = null;
            if (!reached)
            {
                Expect.Null(seen?.Message, "The fault of a change of which nothing was spoilt");
                Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, changed), "What the vendor holds after the change");
                return;
            }

            bench.Clock.Advance(Settling);
            await bench.DeliverAsync(sink, changed);
            Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, changed), $"What the vendor holds when the answer to call {number} was lost and the change written again");
            bench.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        throw new ConformanceException($"expected a change of less than {MostCalls} calls; saw more");
    }
}
