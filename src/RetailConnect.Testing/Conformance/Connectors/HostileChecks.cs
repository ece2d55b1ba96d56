using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>What merchants and machines put into fields.</summary>
internal static class HostileChecks
{
    public const string Whole = "Hostile content is written whole or refused";

    public static IEnumerable<ConnectorCheck> Of(SinkCapability sink) => HostileSamples.Of(sink.Type).Any()
        ?
        [
            ConnectorCheck.Of(sink.Type, Hostile_content_is_written_whole_or_refused, Writing, ConnectorAbility.HostileSamples),
            ConnectorCheck.Of(sink.Type, Unusual_content_is_written, Writing, ConnectorAbility.HostileSamples, UnusualContent),
        ]
        : [];

    private static async Task Hostile_content_is_written_whole_or_refused(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        var number = 10;
        foreach (var (name, change) in HostileSamples.Of(type))
        {
            var envelope = bench.Envelope(sink, change(sink.ValueOf(await bench.SampleAsync(sink, ++number))));
            var seen = await bench.TryAsync(sink, envelope);
            var effect = await bench.LookAsync(sink, envelope);
            if (seen is null)
            {
                Expect.Equal(new VendorEffect(1), effect, $"What the vendor holds of {name}");
                continue;
            }

            var fault = ExpectFault.Of(seen, $"A sample with {name}");
            Expect.True(fault.Kind is FaultKind.Rejected or FaultKind.Unsupported or FaultKind.Unmet, $"A sample with {name} is written, or refused as Rejected, Unsupported or Unmet ({fault.Kind}: {fault.Message})");
            Expect.Equal(0, effect.Times, $"How much the vendor holds of {name}, which was refused ({fault.Message})");
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>A sink that refuses whatever is odd keeps the other promise; what every merchant has it must write.</summary>
    private static async Task Unusual_content_is_written(ConnectorBench bench, EntityType type)
    {
        var sink = bench.Sink(type);
        var number = 10;
        foreach (var (name, change) in HostileSamples.Unusual(type))
        {
            var envelope = bench.Envelope(sink, change(sink.ValueOf(await bench.SampleAsync(sink, ++number))));
            var refused = await bench.TryAsync(sink, envelope);
            Expect.True(refused is null, $"A sample with {name} is written ({refused?.Message})");
            Expect.Equal(new VendorEffect(1), await bench.LookAsync(sink, envelope), $"What the vendor holds of {name}");
        }
    }
}
