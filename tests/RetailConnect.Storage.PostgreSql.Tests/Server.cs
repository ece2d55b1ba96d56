using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>The server that the tests need.</summary>
internal static class Server
{
    /// <summary>Skips the test where no server is installed; in CI that is a failure.</summary>
    public static void Require()
    {
        if (ServerFiles.Missing is { } reason)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
    }
}
