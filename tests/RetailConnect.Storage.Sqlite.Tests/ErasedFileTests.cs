using System.Text;
using RetailConnect.Storage.Relational;
using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

/// <summary>What is left of erased data in the bytes of the files: nothing of it, once they were scoured.</summary>
public sealed class ErasedFileTests : IDisposable
{
    private const string Mail = "jo.bloggs@example.com";
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_cleaned_is_in_no_byte_of_the_files_after_scouring_and_before_it_is()
    {
        await using var store = await folder.OpenAsync(_ => { });
        await FillAsync(store);
        Assert.Contains(Mail, Bytes(), StringComparison.Ordinal);
        await EraseAsync(store);
        Assert.Contains(Mail, Bytes(), StringComparison.Ordinal);
        await store.ScourAsync(CancellationToken.None);
        Assert.DoesNotContain(Mail, Bytes(), StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo($"{folder.File}-wal").Length);
    }

    [Fact]
    public async Task A_reader_that_stays_makes_it_fail_and_it_can_be_repeated()
    {
        await using var store = await folder.OpenAsync(_ => { });
        await FillAsync(store);
        await EraseAsync(store);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.File};Pooling=False"))
        {
            connection.Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM body";
            command.Transaction = transaction;
            Assert.NotEqual(0L, command.ExecuteScalar());
            var refusal = await Assert.ThrowsAsync<StoreException>(() => store.ScourAsync(CancellationToken.None).AsTask());
            Assert.False(refusal.Lasting);
            Assert.Equal(1, (await store.Save(Sample.Envelopes("goes on"))).Envelopes);
        }

        await store.ScourAsync(CancellationToken.None);
        Assert.DoesNotContain(Mail, Bytes(), StringComparison.Ordinal);
    }

    /// <summary>Rows of many sizes that come and go leave copies of each other in the pages.</summary>
    private static async Task FillAsync(RelationalStore store)
    {
        for (var round = 0; round < 20; round++)
        {
            var envelopes = Enumerable.Range(0, 30).Select(number => Sample.Envelope($"{round}-{number}") with { Body = Encoding.UTF8.GetBytes($"{{\"email\":\"{(number % 3 == 0 ? Mail : "somebody")}\",\"n\":\"{new string('x', (number * 7) % 190)}\"}}") });
            await store.Save(new() { Envelopes = [.. envelopes] });
            var pending = await store.LoadPendingAsync(Sample.Lane, 0, 1000, CancellationToken.None);
            await store.Save(new() { Outcomes = [.. pending.Select(envelope => new StoredOutcome { Envelope = envelope.Id, Kind = OutcomeKind.DeadLettered, Reason = "rejected", Detail = $"{Mail} is taken", Advice = "ask", Attempts = 1, At = Sample.Noon })] });
        }
    }

    private static async Task EraseAsync(RelationalStore store)
    {
        var kept = await store.LoadKeptAsync(new(Sample.Lane.Tenant, EntityType.Order) { Limit = 10_000 }, CancellationToken.None);
        await store.Save(new() { Cleaned = [.. kept.Select(envelope => new CleanedEnvelope(envelope.Id, "{}"u8.ToArray()) { Ends = true })] });
    }

    private string Bytes() => string.Concat(Directory.GetFiles(folder.Folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }));
}
