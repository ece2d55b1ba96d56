namespace RetailConnect.Http;

/// <summary>A <see cref="WindowCursor"/> that was opened at a moment of the vendor's. Its cursors are made after the answer, so that the next window begins at the vendor's time although the host's clock was wrong and nothing had been heard.</summary>
public sealed record VendorWindow
{
    private readonly ReadRequest request;
    private readonly VendorMoment opened;

    internal VendorWindow(ReadRequest request, VendorMoment opened)
    {
        (this.request, this.opened) = (request, opened);
        Since = Cursor.Since;
    }

    /// <summary>Start of the window; null reads everything.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The next window begins no later than this, because something that is not finished yet was found there; null where nothing was.</summary>
    public DateTimeOffset? Unfinished { get; init; }

    /// <summary>The vendor's page cursor inside the window; null for the first page.</summary>
    public string? Page => Cursor.Page;

    /// <summary>Start of the next window, as far as it is known now.</summary>
    public DateTimeOffset NextSince => Cursor.NextSince;

    private WindowCursor Cursor => WindowCursor.Open(request, opened.Time) is var cursor && Unfinished < cursor.NextSince ? cursor with { NextSince = Unfinished.Value } : cursor;

    /// <summary>The cursor of the next page of this window.</summary>
    public Cursor AtPage(string page) => (Cursor with { Since = Since }).AtPage(page);

    /// <summary>The cursor with which the next window begins.</summary>
    public Cursor Finished() => Cursor.Finished();
}
