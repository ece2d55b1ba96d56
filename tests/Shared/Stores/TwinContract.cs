using RetailConnect.Testing;

namespace RetailConnect.Tests;

/// <summary>The store in memory answers as the database does, whatever is saved and decided.</summary>
public abstract class TwinContract(StoreHarness harness) : IDisposable
{
    private const int Steps = 40;

    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_store_in_memory_answers_as_this_one_does(int seed)
    {
        await using var store = await harness.OpenAsync();
        await using var memory = new InMemoryStore(new(), new(), harness.Time);
        await memory.OpenAsync(CancellationToken.None);
        Twin[] twins = [new(StorePorts.Of(store)), new(StorePorts.Of(memory))];
        var random = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            var (forgets, decides, chance) = (step % 15 == 14, random.Next(3) == 0, random.Next());
            harness.Time.Advance(forgets ? TimeSpan.FromDays(91) : TimeSpan.FromSeconds(random.Next(1, 100)));
            var answers = new List<string>();
            foreach (var twin in twins)
            {
                answers.Add(await ActAsync(twin, forgets, decides, new Random(chance)) + await twin.TellAsync(stories: step % 4 == 3));
            }

            Assert.Equal(answers[0], answers[1]);
        }

        Assert.All(twins, twin => Assert.True(twin.Known > Steps, "Enough was saved."));
    }

    private async Task<string> ActAsync(Twin twin, bool forgets, bool decides, Random random) =>
        forgets ? $"{await twin.Ports.Writer.PurgeAsync(1000, CancellationToken.None)}"
        : decides ? await twin.DecideAsync(TwinDraw.Decision(random, twin.Envelopes, harness.Time.GetUtcNow()))
        : $"{await twin.Ports.Writer.CommitAsync(TwinDraw.Commit(random, twin.Envelopes, twin.Hints, harness.Time.GetUtcNow()), CancellationToken.None)}";
}
