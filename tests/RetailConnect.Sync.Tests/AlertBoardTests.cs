using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Alerts;

namespace RetailConnect.Sync.Tests;

/// <summary>An alert is told once when it begins and once when it is over, and no sink can stop the others or whoever raises.</summary>
public sealed class AlertBoardTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource stop = new();
    private Task loop = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
    }

    [Fact]
    public async Task An_alert_is_told_once_and_cleared_once_whatever_number_of_times_it_is_raised()
    {
        var ear = new Ear();
        var board = Start(ear);
        for (var i = 0; i < 3; i++)
        {
            board.Raise(AlertKind.ConnectionPaused, TestConnection.Tenant, "erp", $"refused {i}", "Check the key.");
        }

        Assert.Equal((false, "refused 0", "Check the key.", time.GetUtcNow()), await ear.NextAsync());
        time.Advance(TimeSpan.FromMinutes(1));
        board.Clear(AlertKind.ConnectionPaused, TestConnection.Tenant, "erp", "fine");
        board.Clear(AlertKind.ConnectionPaused, TestConnection.Tenant, "erp", "fine again");
        Assert.Equal((true, "fine", "", time.GetUtcNow()), await ear.NextAsync());
        board.Raise(AlertKind.ConnectionPaused, TestConnection.Tenant, "erp", "refused anew", "");
        Assert.Equal("refused anew", (await ear.NextAsync()).Message);
        Assert.Equal(0, ear.Waiting);
    }

    [Fact]
    public async Task Kinds_tenants_and_subjects_are_kept_apart()
    {
        var ear = new Ear();
        var board = Start(ear);
        board.Raise(AlertKind.Imbalance, TestConnection.Tenant, "orders/erp", "1", "");
        board.Raise(AlertKind.Imbalance, new("contoso"), "orders/erp", "2", "");
        board.Raise(AlertKind.Imbalance, TestConnection.Tenant, "orders/club", "3", "");
        board.Raise(AlertKind.StoreUnavailable, null, "store", "4", "");
        foreach (var expected in (string[])["1", "2", "3", "4"])
        {
            Assert.Equal(expected, (await ear.NextAsync()).Message);
        }

        board.Leave(TestConnection.Tenant);
        Assert.True((await ear.NextAsync()).IsOver);
        Assert.True((await ear.NextAsync()).IsOver);
        board.Clear(AlertKind.Imbalance, new("contoso"), "orders/erp", "still up until now");
        Assert.Equal("still up until now", (await ear.NextAsync()).Message);
        Assert.Equal(0, ear.Waiting);
    }

    [Fact]
    public async Task A_sink_that_throws_keeps_the_alert_from_nobody()
    {
        var ear = new Ear();
        var board = Start(new Deaf(_ => throw new InvalidOperationException("my pager is off")), ear, new Deaf(_ => ValueTask.FromException(new TimeoutException())));
        board.Raise(AlertKind.StoreUnavailable, null, "store", "1", "");
        Assert.Equal("1", (await ear.NextAsync()).Message);
        board.Clear(AlertKind.StoreUnavailable, null, "store", "2");
        Assert.Equal("2", (await ear.NextAsync()).Message);
    }

    [Fact]
    public async Task A_sink_that_hangs_is_passed_over_and_what_came_and_went_meanwhile_is_not_told()
    {
        var ear = new Ear();
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var board = Start(new Deaf(_ =>
        {
            hanging.TrySetResult();
            return new(new TaskCompletionSource().Task);
        }), ear);
        board.Raise(AlertKind.StoreUnavailable, null, "store", "1", "");
        await hanging.Task;
        board.Raise(AlertKind.ConnectionPaused, TestConnection.Tenant, "erp", "came", "");
        board.Clear(AlertKind.ConnectionPaused, TestConnection.Tenant, "erp", "went");
        while (ear.Waiting == 0)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        Assert.Equal("1", (await ear.NextAsync()).Message);
        board.Clear(AlertKind.StoreUnavailable, null, "store", "2");
        while (ear.Waiting == 0)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        Assert.Equal("2", (await ear.NextAsync()).Message);
    }

    private AlertBoard Start(params IAlertSink[] sinks)
    {
        var board = new AlertBoard(time, sinks, NullLogger<AlertBoard>.Instance);
        loop = board.RunAsync(stop.Token);
        return board;
    }

    private sealed class Deaf(Func<Alert, ValueTask> hear) : IAlertSink
    {
        public ValueTask HearAsync(Alert alert, CancellationToken cancellationToken) => hear(alert);
    }

    private sealed class Ear : IAlertSink
    {
        private readonly System.Threading.Channels.Channel<Alert> heard = System.Threading.Channels.Channel.CreateUnbounded<Alert>();

        public int Waiting => heard.Reader.Count;

        public async Task<(bool IsOver, string Message, string Advice, DateTimeOffset At)> NextAsync()
        {
            var alert = await heard.Reader.ReadAsync(TestContext.Current.CancellationToken);
            return (alert.IsOver, alert.Message, alert.Advice, alert.At);
        }

        public ValueTask HearAsync(Alert alert, CancellationToken cancellationToken) => heard.Writer.WriteAsync(alert, cancellationToken);
    }
}
