using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

public sealed class LoopsTests
{
    [Fact]
    public async Task One_that_ends_with_a_bug_ends_the_others()
    {
        using var life = new CancellationTokenSource();
        var bug = new TaskCompletionSource();
        var other = Task.Delay(Timeout.Infinite, life.Token);
        var all = Loops.RunAsync(life, other, bug.Task);
        Assert.False(all.IsCompleted);
        bug.SetException(new InvalidOperationException("a bug"));
        Assert.Equal("a bug", (await Assert.ThrowsAsync<InvalidOperationException>(() => all)).Message);
        Assert.True(other.IsCanceled);
    }

    [Fact]
    public async Task One_that_has_nothing_to_do_leaves_the_others_alone()
    {
        using var life = new CancellationTokenSource();
        var other = new TaskCompletionSource();
        var all = Loops.RunAsync(life, Task.CompletedTask, other.Task);
        Assert.False(life.IsCancellationRequested);
        other.SetResult();
        await all;
        Assert.False(life.IsCancellationRequested);
    }
}
