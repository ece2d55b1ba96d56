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

    /// <summary>Makes a call of which one statement fails; tells whether it was refused, and whether it had that statement.</summary>
    public async Task<(bool Refused, bool Reached)> BreakAsync(int statement, Func<Task> call)
    {
        Breakable.Break(statement, hostDies: false);
        try
        {
            await call();
            return (false, Breakable.Mend());
        }
        catch (StoreException)
        {
            return (true, Breakable.Mend());
        }
    }

    private ConformanceException Missing(string capability) => new($"Expected the place to be an {capability}, because the harness lacks nothing that needs it; saw {place.GetType().Name}.");
}
