using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

/// <summary>A file is looked into beside the host that owns it, and nothing is changed by it.</summary>
public sealed class SqliteHistoryTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_is_read_while_its_host_writes()
    {
        await using var store = await folder.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        using var history = SqliteHistory.Open(folder.File);
        Assert.Equal(["web-1"], (await history.FindAsync(Sample.Tenant, "web-1", CancellationToken.None)).Select(entity => entity.Canonical.Value));
        await store.Save(Sample.Envelopes("2"));
        Assert.Equal(["web-2"], (await history.FindAsync(Sample.Tenant, "web-2", CancellationToken.None)).Select(entity => entity.Canonical.Value));
    }

    [Fact]
    public async Task A_file_is_left_as_it_was()
    {
        await using (var store = await folder.OpenAsync())
        {
            await store.Save(Sample.Envelopes("1"));
        }

        var before = folder.Content();
        using (var history = SqliteHistory.Open(folder.File))
        {
            Assert.Single(await history.FindAsync(Sample.Tenant, "web-1", CancellationToken.None));
        }

        Assert.Equal(before, folder.Content());
    }

    [Fact]
    public void A_file_that_is_missing_is_named_and_not_created()
    {
        var refused = Assert.Throws<StoreException>(() => SqliteHistory.Open(folder.File));
        Assert.Contains("no store at", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File));
    }

    [Theory]
    [InlineData("no database at all, but a text that is long enough to be read as the head of one, and then some more of it", "damaged or is no SQLite")]
    [InlineData("", "no store of RetailConnect")]
    public void A_file_that_is_no_store_is_refused(string content, string expected)
    {
        File.WriteAllText(folder.File, content);
        Assert.Contains(expected, Assert.Throws<StoreException>(() => SqliteHistory.Open(folder.File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_an_older_version_is_refused_with_advice()
    {
        folder.Execute("CREATE TABLE inbox (id INTEGER PRIMARY KEY, key TEXT)");
        Assert.Contains("older version", Assert.Throws<StoreException>(() => SqliteHistory.Open(folder.File)).Message, StringComparison.Ordinal);
    }
}
