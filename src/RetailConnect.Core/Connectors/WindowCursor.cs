using System.Globalization;

namespace RetailConnect;

/// <summary>A cursor over "everything that changed since": it survives restarts in the middle of a window, and consecutive windows overlap.</summary>
/// <remarks>The start of the next window is captured before the first page of this one is read, so that nothing falls between two windows. A host's clock that is ahead would leave out what changes until then: see <c>VendorClock.Open</c> of RetailConnect.Http.</remarks>
/// <param name="Since">Start of the window; null reads everything.</param>
/// <param name="NextSince">Start of the next window.</param>
/// <param name="Page">The vendor's page cursor inside the window; null for the first page.</param>
public sealed record WindowCursor(DateTimeOffset? Since, DateTimeOffset NextSince, string? Page)
{
    /// <summary>Continues the window of a request, or begins the next one.</summary>
    /// <param name="request">The engine's request.</param>
    /// <param name="now">The time before the read, by the clock with which the system marks its changes.</param>
    public static WindowCursor Open(ReadRequest request, DateTimeOffset now)
    {
        var next = now - request.Overlap;
        if (request.After is null)
        {
            return new(request.From, next, null);
        }

        var parts = request.After.Value.Split('|', 3);
        return parts.Length == 3 && Parse(parts[1]) is { } captured
            ? new(Parse(parts[0]), captured, parts[2])
            : new(Parse(parts[0]) ?? throw new ConnectorException(FaultKind.Rejected, "The saved cursor is not one of this source.") { Reason = "cursor-invalid" }, next, null);
    }

    /// <summary>The cursor of the next page of this window.</summary>
    public Cursor AtPage(string page) => new($"{Format(Since)}|{Format(NextSince)}|{page}");

    /// <summary>The cursor with which the next window begins.</summary>
    public Cursor Finished() => new(Format(NextSince));

    private static string Format(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
