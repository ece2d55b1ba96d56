namespace RetailConnect.Testing;

/// <summary>One call of a connector that stands for all: a read where there is one.</summary>
/// <param name="CallAsync">Makes the call.</param>
/// <param name="ById">True when it reads by id, so that a 404 may mean that the entity is gone.</param>
internal sealed record Probe(Func<Task> CallAsync, bool ById)
{
    public static async Task<Probe> OfAsync(ConnectorBench bench)
    {
        var sources = bench.Connection.Capabilities.OfType<SourceCapability>().ToList();
        if (sources.FirstOrDefault(source => source.Changes) is { } pages)
        {
            var source = bench.Source(pages.Type);
            return new(() => bench.ReadAsync(source, null, 10), ById: false);
        }

        if (sources.FirstOrDefault(source => Has(bench, ConnectorAbility.Reading, source.Type)) is { } byId)
        {
            var source = bench.Source(byId.Type);
            var id = await bench.PutAsync(byId.Type, 1);
            return new(() => bench.ReadAsync(source, id), ById: true);
        }

        var sinks = bench.Connection.Capabilities.OfType<SinkCapability>().Where(sink => Has(bench, ConnectorAbility.Writing, sink.Type)).ToList();
        Expect.NotEqual(0, sinks.Count, "Sources and sinks that the harness can call");
        var written = bench.Sink(sinks[0].Type);
        var envelope = await bench.SampleAsync(written, 1);
        return new(() => bench.DeliverAsync(written, envelope), ById: false);
    }

    private static bool Has(ConnectorBench bench, ConnectorAbility ability, EntityType type) => bench.Harness.Lacks(ability, type) is null;
}
