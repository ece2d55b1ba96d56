namespace RetailConnect.Sync.Engine;

/// <summary>Finds out that a source's pages go round in a circle, never end, or end far from where they should.</summary>
/// <remarks>A circle is found by comparing each cursor with one that is kept and moved on at every power of two: whatever its length, and without keeping them all.</remarks>
internal sealed class PageCheck(StreamKey stream, int mostPages)
{
    /// <summary>Reason of a read that ended far from where the source said.</summary>
    public const string FarFromTotal = "far-from-total";

    private const int Tolerated = 10;
    private Cursor? kept;
    private long pages;
    private long moveAt = 1;

    /// <summary>Checks that a further page may be read.</summary>
    /// <param name="after">Where the page began; null for the beginning.</param>
    /// <param name="next">Where the next one begins.</param>
    /// <exception cref="ConnectorException">It leads nowhere.</exception>
    public void Go(Cursor? after, Cursor next)
    {
        if (next == after)
        {
            throw Wrong("cursor-stuck", "the source says that there is more, but its cursor did not advance.");
        }

        if (next == kept)
        {
            throw Wrong("cursor-repeated", $"the source says that there is more, but after {pages + 1} pages it is where it was before.");
        }

        if (++pages >= mostPages)
        {
            throw Wrong("endless-pages", $"the source says that there is more after {pages} pages. If a read really is that long, raise MostPages of the sync.");
        }

        if (pages >= moveAt)
        {
            (kept, moveAt) = (next, moveAt * 2);
        }
    }

    /// <summary>Checks that a read which began at the beginning ended about where the source said.</summary>
    /// <exception cref="ConnectorException">It did not.</exception>
    public void End(long changes, long? total)
    {
        if (total is { } stated && Math.Abs(changes - stated) > Math.Max(Tolerated, stated / 10))
        {
            throw Wrong(FarFromTotal, $"the source said {stated} changes in all, and its pages ended after {changes}.");
        }
    }

    private ConnectorException Wrong(string reason, string message) => new(FaultKind.Rejected, $"{stream}: {message}") { Reason = reason };
}
