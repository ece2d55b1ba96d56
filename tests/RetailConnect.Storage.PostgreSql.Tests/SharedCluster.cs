using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>The cluster of all tests that don't stop theirs; it starts with the first of them and ends after the last.</summary>
public sealed class SharedCluster : IDisposable
{
    private static readonly Lazy<Cluster> Started = new(() => new Cluster());

    internal static Cluster Cluster => Started.Value;

    public void Dispose()
    {
        if (Started.IsValueCreated)
        {
            Cluster.Dispose();
        }
    }
}
