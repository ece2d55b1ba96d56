using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class GroupTests : IDisposable
{
    private readonly StoreSchema schema = new();

    public void Dispose() => schema.Dispose();

    [Fact]
    public async Task Commits_that_wait_together_share_one_transaction()
    {
        var gate = new GateScheduler();
        await using var store = await schema.OpenAsync(gate);
        var together = Enumerable.Range(0, 64).Select(i => store.Save(Sample.Envelopes($"a{i}"))).ToArray();
        gate.Open();
        await Task.WhenAll(together);
        Assert.Equal(1, schema.Count("SELECT COUNT(DISTINCT xmin::text) FROM inbox"));
        for (var i = 0; i < 8; i++)
        {
            await store.Save(Sample.Envelopes($"b{i}"));
        }

        Assert.Equal(9, schema.Count("SELECT COUNT(DISTINCT xmin::text) FROM inbox"));
    }

    [Fact]
    public async Task Every_number_has_room_for_ticks()
    {
        await using var store = await schema.OpenAsync();
        Assert.Equal(0, schema.Count($"SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = '{schema.Name}' AND table_name <> 'schemaversions' AND data_type NOT IN ('bigint', 'text', 'bytea')"));
    }
}
