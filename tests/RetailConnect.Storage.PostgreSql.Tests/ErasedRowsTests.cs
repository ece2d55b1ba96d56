using System.Text;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>What is left of erased data in everything that a dump of the schema has: nothing.</summary>
public sealed class ErasedRowsTests : IDisposable
{
    private const string Mail = "jo.bloggs@example.com";
    private readonly StoreSchema schema = new();

    public void Dispose() => schema.Dispose();

    [Fact]
    public async Task What_was_cleaned_is_in_no_row_and_in_no_version_of_one_that_a_scoured_table_has()
    {
        await using var store = schema.Create();
        await store.OpenAsync(CancellationToken.None);
        await store.Save(new() { Envelopes = [Sample.Envelope("1") with { Body = Encoding.UTF8.GetBytes($"{{\"email\":\"{Mail}\"}}") }] });
        var id = (await store.LoadPendingAsync(Sample.Lane, 0, 10, CancellationToken.None))[0].Id;
        await store.Save(new()
        {
            Outcomes = [new() { Envelope = id, Kind = OutcomeKind.DeadLettered, Reason = "rejected", Detail = $"{Mail} is taken", Advice = "ask", Attempts = 1, At = Sample.Noon }],
            Links = [new(new(Sample.Lane.Tenant, EntityType.CustomerContact, "email"), new("jo"), Mail, null)],
        });
        Assert.Equal((1, 4), (Bodies(), Mentions()));
        await store.Save(new() { Cleaned = [new(id, "{}"u8.ToArray()) { Ends = true }], Unlinkings = [new(Sample.Lane.Tenant, EntityType.CustomerContact, new("jo"))] });
        Assert.Equal((0, 0), (Bodies(), Mentions()));
        await store.ScourAsync(CancellationToken.None);
        foreach (var table in new[] { "body", "dead_letter", "history", "inbox", "crosswalk" })
        {
            Assert.True(schema.Count($"SELECT vacuum_count FROM pg_stat_get_vacuum_count('{schema.Name}.{table}'::regclass) vacuum_count") > 0, table);
        }
    }

    private long Bodies() => schema.Count($"SELECT COUNT(*) FROM body WHERE position('{Mail}'::bytea IN bytes) > 0");

    /// <summary>Times that the dump names it, bodies as text.</summary>
    private int Mentions() => schema.Content().Split(Mail).Length - 1 + (int)Bodies();
}
