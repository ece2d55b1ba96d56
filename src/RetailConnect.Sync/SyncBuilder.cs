namespace RetailConnect;

/// <summary>Composes one sync.</summary>
/// <typeparam name="T">Canonical type that flows.</typeparam>
/// <typeparam name="TOptions">Settings of the sync.</typeparam>
public sealed class SyncBuilder<T, TOptions>
    where T : class
    where TOptions : SyncOptions, new()
{
    internal SyncBuilder()
    {
    }

    /// <summary>Settings of the sync.</summary>
    public TOptions Options { get; } = new();

    /// <summary>How often the sources are polled.</summary>
    public TimeSpan Every
    {
        get => Options.Every;
        set => Options.Every = value;
    }

    /// <summary>Reads and decides, but sends nothing.</summary>
    public bool DryRun
    {
        get => Options.DryRun;
        set => Options.DryRun = value;
    }

    /// <summary>Adds a step of the partner's to the pipeline; steps run in the order added. It is made by the host's container.</summary>
    public SyncBuilder<T, TOptions> Use<TMiddleware>()
        where TMiddleware : class, ISyncMiddleware<T>
    {
        Options.Middleware.Add(typeof(TMiddleware));
        return this;
    }
}
