using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>How every store is opened, shared and closed.</summary>
public abstract class OpeningContract(StoreHarness harness) : IDisposable
{
    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_not_touched()
    {
        await using (var store = await harness.OpenAsync())
        {
            await store.Save(Sample.Envelopes("1"));
        }

        harness.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('RetailConnect.Storage.Relational.Migrations.0099-future.sql', '2031-01-01')");
        var before = harness.Content();
        await using (var store = harness.Create())
        {
            var error = await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None));
            Assert.Contains("0099-future.sql", error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("2")));
        }

        Assert.Equal(before, harness.Content());
        harness.Execute("DELETE FROM SchemaVersions WHERE ScriptName LIKE '%0099%'");
        await using var again = await harness.OpenAsync();
        Assert.Equal("1", Assert.Single(await again.Pending()).Envelope.Entity.Value);
    }

    [Fact]
    public async Task Opening_twice_is_opening_once()
    {
        await using var store = await harness.OpenAsync();
        await store.OpenAsync(CancellationToken.None);
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("1")));
    }

    [Fact]
    public async Task A_store_that_is_not_open_or_closed_says_so()
    {
        var store = harness.Create();
        await RefusesAsync(store);
        await store.OpenAsync(CancellationToken.None);
        await store.Save(Sample.Envelopes("1"));
        await store.DisposeAsync();
        await RefusesAsync(store);
        await store.DisposeAsync();
    }

    private static async Task RefusesAsync(RelationalStore store)
    {
        await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("2")));
        await Assert.ThrowsAsync<StoreException>(() => store.Pending());
        await Assert.ThrowsAsync<StoreException>(() => store.Tally());
        await Assert.ThrowsAsync<StoreException>(() => store.Dead());
        await Assert.ThrowsAsync<StoreException>(async () => await store.LoadAsync(Sample.Stream, CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.LoadHintsAsync(Sample.Stream, 0, 1, CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.CountHintsAsync(Sample.Tenant, CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.FindExternalAsync(Sample.Scope, new("A"), CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.FindCanonicalAsync(Sample.Scope, "1", CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.FindFingerprintAsync(Sample.Scope, new("A"), CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.ReplayAsync(Sample.Tenant, [1], CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.SumUnpostedAsync(Sample.Tenant, [], Sample.Noon, CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.LookAsync(Sample.Tenant, CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.TakeAsync(Sample.Tenant, "host", new("", 0, 0), CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.BeatAsync(new(Sample.Tenant, 1), CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.ReleaseAsync(new(Sample.Tenant, 1), CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(async () => await store.PurgeAsync(1, CancellationToken.None));
    }
}
