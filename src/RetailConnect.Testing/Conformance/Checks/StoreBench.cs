namespace RetailConnect.Testing;

/// <summary>What one run of a check works with.</summary>
/// <param name="place">The place of its stores.</param>
/// <param name="time">Their clock.</param>
internal sealed class StoreBench(IStorePlace place, CheckClock time)
{
    public CheckClock Time => time;

    public IBreakablePlace Breakable => place as IBreakablePlace ?? throw Missing(nameof(IBreakablePlace));

    public IChangeablePlace Changeable => place as IChangeablePlace ?? throw Missing(nameof(IChangeablePlace));

    public StorePorts Create() => place.Create();

    public async Task<StorePorts> OpenAsync()
    {
        var store = place.Create();
        try
        {
            await store.Writer.OpenAsync(CancellationToken.None);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private ConformanceException Missing(string capability) => new($"Expected the place to be an {capability}, because the harness lacks nothing that needs it; saw {place.GetType().Name}.");
}
