using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class RoomTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_full_store_refuses_the_commit_and_goes_on_when_there_is_room()
    {
        await using var store = await folder.OpenAsync(options => options.MostPages = 200);
        var saved = await FillAsync(store);
        Assert.InRange(saved, 1, 199);
        Assert.Equal(new Tally(Sample.Lane, saved, 0, 0, 0, 0, saved), await store.Tally());
        Assert.Equal(saved, (await store.Pending()).Count);

        await store.Save(new() { Outcomes = [.. (await store.Pending()).Select(envelope => Sample.Outcome(envelope.Id, OutcomeKind.Applied))] });
        folder.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(saved, await store.PurgeAsync(1000, CancellationToken.None));
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(new() { Envelopes = [Sample.Envelope("after", body: Noise(999))] }));
        Assert.Equal(new Tally(Sample.Lane, saved + 1, saved, 0, 0, 0, 1), await store.Tally());
    }

    private static async Task<int> FillAsync(IStoreWriter store)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await store.Save(new() { Envelopes = [Sample.Envelope($"{i}", body: Noise(i))] });
            }
            catch (StoreException full)
            {
                Assert.Contains("full", full.Message, StringComparison.Ordinal);
                return i;
            }
        }
    }

    private static byte[] Noise(int seed)
    {
        var bytes = new byte[20_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
