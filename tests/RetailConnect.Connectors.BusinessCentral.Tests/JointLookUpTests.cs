using RetailConnect.Connectors.BusinessCentral.Api;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class JointLookUpTests
{
    private readonly List<string[]> requests = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_while_a_request_is_under_way_travels_in_the_next_one()
    {
        var first = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var lookUp = Over(async keys =>
        {
            begun.TrySetResult();
            await first.Task;
            return [.. keys.Where(key => key != "b")];
        });
        var a = lookUp.FindAsync("a", Stop);
        await begun.Task;
        var others = new[] { "b", "c", "a", "C" }.Select(key => lookUp.FindAsync(key, Stop)).ToArray();
        first.SetResult();

        Assert.Equal(["a"], await a);
        Assert.Equal([[], ["c"], ["a"], ["c"]], await Task.WhenAll(others));
        Assert.Equal([["a"], ["b", "c", "a"]], requests);
    }

    [Fact]
    public async Task A_crowd_is_asked_for_in_portions()
    {
        var lookUp = Over(keys => new(keys));
        var asked = Enumerable.Range(0, 95).Select(number => $"{number}").ToArray();
        var answers = await Task.WhenAll(asked.Select(key => lookUp.FindAsync(key, Stop)));

        Assert.Equal(asked, answers.Select(Assert.Single));
        Assert.All(requests, keys => Assert.InRange(keys.Length, 1, 20));
        Assert.Equal(asked, requests.SelectMany(keys => keys));
    }

    [Fact]
    public async Task A_refused_key_fails_alone()
    {
        var lookUp = Over(keys => keys.Contains("bad") ? throw new ConnectorException(FaultKind.Rejected, "400: no such syntax") : new(keys));
        var (good, bad) = (lookUp.FindAsync("good", Stop), lookUp.FindAsync("bad", Stop));
        Assert.Equal(["good"], await good);
        await Assert.ThrowsAsync<ConnectorException>(() => bad);
    }

    [Fact]
    public async Task A_failed_request_fails_all_of_its_questions_and_none_of_the_next()
    {
        var calls = 0;
        var lookUp = Over(keys => calls++ == 0 ? throw new ConnectorException(FaultKind.Transient, "503") : new(keys));
        var both = new[] { lookUp.FindAsync("a", Stop), lookUp.FindAsync("b", Stop) };
        foreach (var question in both)
        {
            await Assert.ThrowsAsync<ConnectorException>(() => question);
        }

        Assert.Equal(["a"], await lookUp.FindAsync("a", Stop));
    }

    /// <summary>A database may call texts equal that are not equal here (a trailing blank, a wide letter); a row must never get lost over that, or a document would be posted twice.</summary>
    [Fact]
    public async Task A_row_that_fits_no_key_makes_each_ask_alone()
    {
        var lookUp = Over(keys => new(keys.Select(key => key == "a" ? "a " : key).ToArray()));
        var answers = await Task.WhenAll(lookUp.FindAsync("a", Stop), lookUp.FindAsync("b", Stop));
        Assert.Equal([["a "], ["b"]], answers);
    }

    [Fact]
    public async Task Who_gives_up_does_not_take_the_others_along()
    {
        var answer = new TaskCompletionSource();
        using var impatience = new CancellationTokenSource();
        var lookUp = Over(async keys =>
        {
            await answer.Task;
            return keys;
        });
        var (hasty, calm) = (lookUp.FindAsync("a", impatience.Token), lookUp.FindAsync("b", Stop));
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hasty);
        answer.SetResult();
        Assert.Equal(["b"], await calm);
    }

    private JointLookUp<string> Over(Func<IReadOnlyList<string>, ValueTask<IReadOnlyList<string>>> read) => new(
        keys =>
        {
            requests.Add([.. keys]);
            return read(keys);
        },
        row => row);
}
