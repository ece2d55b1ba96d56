namespace RetailConnect.Sync.Engine;

/// <summary>Tells streams of one tenant that a hint for them was recorded.</summary>
internal sealed class HintBell
{
    private readonly Dictionary<StreamKey, IStream> streams = [];

    /// <summary>Connection whose stock is the truth; null when no inventory sync runs.</summary>
    public string? StockSource { get; init; }

    public void Add(IStream stream) => streams[stream.Key] = stream;

    public bool Ring(StreamKey stream)
    {
        var known = streams.TryGetValue(stream, out var found);
        found?.Hear();
        return known;
    }
}
