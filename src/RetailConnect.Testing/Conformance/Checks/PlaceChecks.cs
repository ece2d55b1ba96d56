using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>Bad days of the place that a store keeps everything in.</summary>
internal static class PlaceChecks
{
    private const int TooMany = 2000;

    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(A_full_store_refuses_the_commit_and_goes_on_when_there_is_room, StoreCapability.LittleRoom),
        StoreCheck.Of(A_place_that_may_not_be_written_is_refused_and_not_touched, StoreCapability.ReadOnlyPlace, StoreCapability.Reopening),
    ];

    private static async Task A_full_store_refuses_the_commit_and_goes_on_when_there_is_room(StoreBench bench)
    {
        await bench.Changeable.ChangeAsync(PlaceCondition.Narrow, None);
        await using var store = await bench.OpenAsync();
        var saved = await FillAsync(store);
        Expect.True(saved > 0, "A narrow place has room for one envelope");
        await HoldsAsync(store, saved);

        await store.SaveAsync(new() { Outcomes = [.. (await store.PendingAsync()).Select(envelope => Outcome(envelope.Id, OutcomeKind.Applied))] });
        bench.Time.Advance(TimeSpan.FromDays(91));
        Expect.Equal(saved, await store.Writer.PurgeAsync(TooMany, None));
        Expect.Equal(new StoreReceipt(0, 1), await store.SaveAsync(Filling(TooMany)));
        Expect.Equal(new Tally(Lane, saved + 1, saved, 0, 0, 0, 1), await store.TallyAsync());
    }

    private static async Task<int> FillAsync(StorePorts store)
    {
        for (var i = 0; i < TooMany; i++)
        {
            try
            {
                await store.SaveAsync(Filling(i));
            }
            catch (StoreException full)
            {
                Expect.False(full.Lasting, "The refusal is lasting, although room can be made");
                Expect.True(full.Message.Contains("full", StringComparison.OrdinalIgnoreCase), $"The refusal says that the store is full ('{full.Message}')");
                return i;
            }
        }

        throw new ConformanceException($"Expected a narrow place to be full after {TooMany} envelopes of 20 kB; saw all of them accepted.");
    }

    private static async Task HoldsAsync(StorePorts store, int saved)
    {
        Expect.Equal(new Tally(Lane, saved, 0, 0, 0, 0, saved), await store.TallyAsync());
        var pending = await store.PendingAsync();
        Expect.Sequence(Enumerable.Range(0, saved).Select(i => $"{i}"), pending.Select(envelope => envelope.Envelope.Entity.Value));
        Expect.True(pending.Select((envelope, i) => envelope.Envelope.Body.Span.SequenceEqual(Noise(i))).All(same => same), "Every body is what was saved");
        Expect.Equal($"{saved - 1}", (await store.Checkpoints.LoadAsync(WebOrders, None))?.Cursor.Value);
    }

    private static StoreCommit Filling(int number) => new() { Envelopes = [Envelope($"{number}", body: Noise(number))], Checkpoint = new(WebOrders, new($"{number}"), Noon) };

    private static async Task A_place_that_may_not_be_written_is_refused_and_not_touched(StoreBench bench)
    {
        await using (var store = await bench.OpenAsync())
        {
            await store.SaveAsync(Envelopes("1"));
        }

        await bench.Changeable.ChangeAsync(PlaceCondition.ReadOnly, None);
        var before = await bench.Changeable.ReadContentAsync(None);
        await Expect.RefusalAsync(async () =>
        {
            await using var store = await bench.OpenAsync();
            await store.SaveAsync(Envelopes("2"));
        });
        Expect.Equal(before, await bench.Changeable.ReadContentAsync(None));

        await bench.Changeable.ChangeAsync(PlaceCondition.Usual, None);
        await using var again = await bench.OpenAsync();
        Expect.Sequence(["1"], await again.EntitiesAsync());
        Expect.Equal(new StoreReceipt(0, 1), await again.SaveAsync(Envelopes("2")));
    }
}
