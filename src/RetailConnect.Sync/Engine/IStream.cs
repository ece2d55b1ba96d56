namespace RetailConnect.Sync.Engine;

/// <summary>A stream that the engine reads.</summary>
internal interface IStream
{
    StreamKey Key { get; }

    /// <summary>Reads until stopped.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Tells the stream that a hint was recorded.</summary>
    void Hear();

    /// <summary>Returns when everything that had changed before the call is in the inbox.</summary>
    Task CatchUpAsync(CancellationToken cancellationToken);

    /// <summary>Reads the stream from its beginning.</summary>
    Task<Sweep> SweepAsync(IProgress<Sweep>? progress, CancellationToken cancellationToken);
}
