using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class WindowCursorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    [Fact]
    public void The_first_window_has_no_start() => Assert.Equal(new WindowCursor(null, Noon - Overlap, null), Open(null, Noon));

    [Fact]
    public void The_next_window_begins_before_the_last_one_was_read()
    {
        var next = Open(Open(null, Noon).Finished(), Noon.AddMinutes(10));
        Assert.Equal(new WindowCursor(Noon - Overlap, Noon.AddMinutes(10) - Overlap, null), next);
    }

    [Fact]
    public void A_window_resumes_in_its_middle_with_the_start_that_was_captured_before()
    {
        var first = Open(Open(null, Noon).Finished(), Noon.AddMinutes(10));
        var resumed = Open(first.AtPage("page|2|="), Noon.AddHours(3));
        Assert.Equal(first with { Page = "page|2|=" }, resumed);
        Assert.Equal(first.Finished(), resumed.Finished());
    }

    [Fact]
    public void The_very_first_window_resumes_too()
    {
        var resumed = Open(Open(null, Noon).AtPage("p"), Noon.AddHours(1));
        Assert.Equal(new WindowCursor(null, Noon - Overlap, "p"), resumed);
    }

    [Fact]
    public void No_moment_falls_between_two_windows() =>
        Gen.Select(Gen.Select(Gen.Long[0, TimeSpan.TicksPerHour], Gen.Int[0, 4]).Array[1, 20], Gen.Long[0, 10 * TimeSpan.TicksPerMinute]).Sample((polls, overlap) =>
        {
            var (now, reached, cursor) = (Noon, DateTimeOffset.MinValue, default(Cursor));
            foreach (var (wait, pages) in polls)
            {
                now = now.AddTicks(wait);
                var opened = now;
                var window = WindowCursor.Open(new(cursor, 10, TimeSpan.FromTicks(overlap)), now);
                Assert.True((window.Since ?? DateTimeOffset.MinValue) <= reached, "A moment lies between two windows.");
                for (var page = 1; page <= pages; page++)
                {
                    now = now.AddSeconds(30);
                    window = WindowCursor.Open(new(window.AtPage($"{page}"), 10, TimeSpan.FromTicks(overlap)), now);
                    Assert.Equal($"{page}", window.Page);
                }

                cursor = window.Finished();
                reached = opened;
            }
        });

    [Theory]
    [InlineData("")]
    [InlineData("not a time")]
    [InlineData("||")]
    [InlineData("eyJsYXN0X2lkIjo0fQ")]
    public void A_cursor_of_another_source_is_refused(string value)
    {
        var refused = Assert.Throws<ConnectorException>(() => Open(new(value), Noon));
        Assert.Equal((FaultKind.Rejected, "cursor-invalid"), (refused.Kind, refused.Reason));
    }

    private static WindowCursor Open(Cursor? after, DateTimeOffset now) => WindowCursor.Open(new(after, 10, Overlap), now);
}
