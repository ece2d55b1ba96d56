using System.Globalization;
using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>Commits that have a part of several kinds, and the look for any that are not whole.</summary>
internal static class WholeCommits
{
    /// <summary>Makes a commit whose parts all carry its number.</summary>
    public static StoreCommit Numbered(int number) => Envelopes($"{number}-a", $"{number}-b") with
    {
        Hints = [Hint($"{number}", $"{number}")], Checkpoint = new(WebOrders with { Connection = $"c{number}" }, new($"{number}"), Noon), Links = [new(Scope, new($"{number}"), $"{number}", null)],
        LedgerEntries = [Entry($"d{number}", "1", 1)],
    };

    /// <summary>Returns the numbers of the commits whose first part is there.</summary>
    public static async Task<IReadOnlyList<int>> FoundAsync(StorePorts store) =>
        [.. (await store.EntitiesAsync()).Where(entity => entity.EndsWith("-a", StringComparison.Ordinal)).Select(entity => int.Parse(entity[..^2], CultureInfo.InvariantCulture))];

    /// <summary>Expects these commits, and nothing else, to be there as a whole.</summary>
    public static async Task ExpectAsync(StorePorts store, IEnumerable<int> numbers)
    {
        var wanted = numbers.Select(number => $"{number}").Order().ToArray();
        var entities = await store.EntitiesAsync();
        Expect.Sequence(wanted, entities.Where(entity => entity.EndsWith("-a", StringComparison.Ordinal)).Select(entity => entity[..^2]).Order(), "Numbers of first envelopes");
        Expect.Sequence(wanted, entities.Where(entity => entity.EndsWith("-b", StringComparison.Ordinal)).Select(entity => entity[..^2]).Order(), "Numbers of second envelopes");
        Expect.Sequence(wanted, (await store.HintsAsync()).Select(hint => $"{hint.Entity}").Order(), "Numbers of hints");
        Expect.Equal(wanted.Length, await store.SumAsync(Noon), "Ledger entries");
        foreach (var number in wanted)
        {
            Expect.Equal(number, (await store.Checkpoints.LoadAsync(WebOrders with { Connection = $"c{number}" }, None))?.Cursor.Value);
            Expect.Equal(number, (await store.Crosswalk.FindExternalAsync(Scope, new(number), None))?.Value);
        }

        var tallies = await store.Inbox.CountAsync(Tenant, None);
        Expect.Equal((wanted.Length * 2L, 0L), (tallies.Sum(tally => tally.Accepted), tallies.Sum(tally => Math.Abs(tally.Imbalance))), "Accepted, and out of balance");
    }
}
