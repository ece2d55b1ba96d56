using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

public sealed class BrokenInstallationTests
{
    public static TheoryData<Exception> Lasting =>
    [
        new FileNotFoundException("Could not load file or assembly 'SQLitePCLRaw.core'."), new FileLoadException(), new BadImageFormatException(), new DllNotFoundException(), new MissingMethodException(), new TypeLoadException(),
        new TypeInitializationException("Microsoft.Data.Sqlite.SqliteConnection", new InvalidOperationException()),
    ];

    [Theory, MemberData(nameof(Lasting))]
    public void What_is_missing_is_not_waited_for(Exception cause)
    {
        Assert.True(BrokenInstallation.IsBehind(cause));
        Assert.True(BrokenInstallation.IsBehind(new StoreException("The store can't be opened.", new InvalidOperationException("", cause))));
    }

    [Fact]
    public void What_is_away_is_waited_for()
    {
        Assert.False(BrokenInstallation.IsBehind(new StoreException("The store is in use.", new IOException("The disk is full."))));
        Assert.False(BrokenInstallation.IsBehind(new StoreException("The store is away.", new TimeoutException())));
        Assert.False(BrokenInstallation.IsBehind(null));
    }
}
