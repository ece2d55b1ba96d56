namespace RetailConnect.Sync.Engine;

/// <inheritdoc cref="ISweeps"/>
internal sealed class Sweeps(SyncEngine engine, EngineParts parts) : ISweeps
{
    public Task<Sweep> SweepAsync(StreamKey stream, IProgress<Sweep>? progress, CancellationToken cancellationToken)
    {
        var runtime = engine.Find(stream.Tenant.Value) ?? throw new ArgumentException($"There is no tenant named '{stream.Tenant}'.", nameof(stream));
        var found = runtime.Streams.FirstOrDefault(known => known.Key == stream)
            ?? throw new ArgumentException($"No sync reads {stream}. Read are: {string.Join(", ", runtime.Streams.Select(known => known.Key.ToString()).Order())}.", nameof(stream));
        return runtime.Connections[stream.Connection].Source(stream.Type) is { Changes: true }
            ? found.SweepAsync(progress, cancellationToken)
            : throw new ArgumentException($"{stream} can be read by id only, so it can't be swept.", nameof(stream));
    }

    public async ValueTask<IReadOnlyList<Sweep>> ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        parts.Sweeps is { } sweeps ? await sweeps.ListSweepsAsync(tenant, cancellationToken) : [];
}
