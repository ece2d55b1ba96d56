using Npgsql;
using RetailConnect.Storage.Relational;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class ConnectionTests : IDisposable
{
    /// <summary>The store's sessions in the test's schema.</summary>
    private const string Sessions = "SELECT pid FROM pg_stat_activity WHERE application_name = current_schema()";

    private readonly StoreSchema schema = new();

    public void Dispose() => schema.Dispose();

    [Fact]
    public async Task A_writer_whose_connection_was_ended_connects_again_and_keeps_what_it_confirmed()
    {
        await using var store = await schema.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        for (var round = 0; round < 3; round++)
        {
            var commits = Enumerable.Range(0, 200).Select(i => TryAsync(store, $"{round}-{i}")).ToArray();
            schema.Execute($"SELECT pg_terminate_backend(pid) FROM ({Sessions}) session");
            var saved = (await Task.WhenAll(commits)).OfType<string>().ToArray();
            Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes($"after {round}")));
            Assert.Empty(saved.Except((await store.Pending()).Select(envelope => envelope.Envelope.Entity.Value)));
        }

        Assert.Equal(0, (await store.Tally()).Imbalance);
    }

    [Fact]
    public async Task Two_schemas_of_one_database_are_two_stores()
    {
        using var other = new StoreSchema();
        await using var first = await schema.OpenAsync();
        await using var second = await other.OpenAsync();
        await first.Save(Sample.Envelopes("1"));
        Assert.Empty(await second.CountAsync(Sample.Tenant, CancellationToken.None));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_says_that_it_may_be_there()
    {
        using var wire = new LossyWire(SharedCluster.Cluster.Port);
        await using var store = schema.Create(options => options.ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Port = wire.Port }.ToString());
        await store.OpenAsync(CancellationToken.None);
        wire.LoseNextCommit();
        var error = await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("1")));
        Assert.Contains("may have been saved", error.Message, StringComparison.Ordinal);
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("1", "2")));
        Assert.Equal(["1", "2"], (await store.Pending()).Select(envelope => envelope.Envelope.Entity.Value));
    }

    [Fact]
    public async Task A_commit_that_ended_its_own_connection_says_that_it_may_be_there_and_is_not()
    {
        await using var store = await schema.OpenAsync();
        schema.Execute(
            """
            CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER stop AFTER INSERT ON checkpoint DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop();
            """);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("1") with { Checkpoint = new(Sample.Stream, new("c"), Sample.Noon) }));
        Assert.Contains("may have been saved", error.Message, StringComparison.Ordinal);
        await store.Save(Sample.Envelopes("2"));
        Assert.Equal("2", Assert.Single(await store.Pending()).Envelope.Entity.Value);
    }

    [Fact]
    public async Task Of_two_links_the_later_counts_also_when_the_connection_broke_between_them()
    {
        await using var store = await schema.OpenAsync();
        await store.Save(new() { Links = [.. Enumerable.Range(0, 5).Select(i => new CrosswalkLink(Sample.Scope, new($"A{i}"), "501", null))] });
        schema.Execute($"SELECT pg_terminate_backend(pid) FROM ({Sessions}) session");
        await store.Save(new() { Links = [new(Sample.Scope, new("B"), "501", null)] });
        Assert.Equal("B", (await store.FindCanonicalAsync(Sample.Scope, "501", CancellationToken.None))?.Value);
    }

    private static async Task<string?> TryAsync(RelationalStore store, string entity)
    {
        try
        {
            await store.Save(Sample.Envelopes(entity));
            return entity;
        }
        catch (StoreException)
        {
            return null;
        }
    }
}
