using CsCheck;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>Pages that go round, never end, or end too early are found, and pages that are right are let through.</summary>
public sealed class PageCheckTests
{
    private static readonly StreamKey Key = new(TestConnection.Tenant, "web", EntityType.Order);

    [Fact]
    public void Any_circle_of_cursors_is_found() => Gen.Select(Gen.Int[0, 50], Gen.Int[1, 50]).Sample((before, round) =>
    {
        var check = new PageCheck(Key, 100_000);
        var fault = Assert.Throws<ConnectorException>(() =>
        {
            for (var page = 0; page < 1000; page++)
            {
                check.Go(page == 0 ? null : At(page), At(page + 1));
            }
        });
        Assert.Contains(fault.Reason, (string[])["cursor-stuck", "cursor-repeated"]);

        Cursor At(int page) => new(page <= before ? $"before-{page}" : $"round-{(page - before - 1) % round}");
    });

    [Fact]
    public void Cursors_that_all_differ_pass_up_to_the_bound()
    {
        var check = new PageCheck(Key, 1000);
        for (var page = 1; page < 1000; page++)
        {
            check.Go(new($"{page - 1}"), new($"{page}"));
        }

        Assert.Equal("endless-pages", Assert.Throws<ConnectorException>(() => check.Go(new("999"), new("1000"))).Reason);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 10, true)]
    [InlineData(0, 11, false)]
    [InlineData(890, 1000, false)]
    [InlineData(900, 1000, true)]
    [InlineData(1100, 1000, true)]
    [InlineData(1101, 1000, false)]
    public void A_read_has_to_end_about_where_the_source_said(long changes, long total, bool right)
    {
        var check = new PageCheck(Key, 10);
        check.End(changes, null);
        if (right)
        {
            check.End(changes, total);
        }
        else
        {
            Assert.Equal("far-from-total", Assert.Throws<ConnectorException>(() => check.End(changes, total)).Reason);
        }
    }
}
