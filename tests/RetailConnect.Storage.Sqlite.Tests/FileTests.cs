using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class FileTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_kept()
    {
        var text = string.Concat(Enumerable.Repeat("Dear diary, ", 1000));
        await File.WriteAllTextAsync(folder.File, text);
        await using (var store = folder.Create())
        {
            var error = await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None));
            Assert.Contains("no SQLite database", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(text, await File.ReadAllTextAsync(folder.File));
    }

    [Fact]
    public async Task A_store_that_could_not_be_opened_can_be_opened_once_the_cause_is_gone()
    {
        await File.WriteAllTextAsync(folder.File, string.Concat(Enumerable.Repeat("Dear diary, ", 1000)));
        await using var store = folder.Create();
        await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None));
        File.Delete(folder.File);
        await store.OpenAsync(CancellationToken.None);
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("1")));
    }

    [Fact]
    public async Task A_missing_folder_is_created()
    {
        var path = Path.Combine(folder.Folder, "a", "b", "retail.db");
        await using var store = await folder.OpenAsync(options => options.Path = path);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_not_mistaken_for_a_store_in_use()
    {
        var file = Path.Combine(folder.Folder, "file");
        await File.WriteAllTextAsync(file, "x");
        await using var store = folder.Create(options => options.Path = Path.Combine(file, "retail.db"));
        var error = await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None));
        Assert.Contains("can't be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_the_right_to_write_is_named_as_the_cause()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Needs a Unix user who is not the superuser.");
        Allow(UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await using var store = folder.Create();
            var error = await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None));
            Assert.Contains("can't be written", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Allow(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_second_store_of_one_file_is_refused_until_the_first_has_let_go()
    {
        await using (var first = await folder.OpenAsync())
        {
            await using var second = folder.Create();
            var error = await Assert.ThrowsAsync<StoreException>(async () => await second.OpenAsync(CancellationToken.None));
            Assert.Contains("in use", error.Message, StringComparison.Ordinal);
            Assert.Equal(new StoreReceipt(0, 1), await first.Save(Sample.Envelopes("1")));
        }

        await using var third = await folder.OpenAsync();
        Assert.Single(await third.Pending());
    }

    private void Allow(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Folder, mode);
        }
    }
}
