namespace RetailConnect.Testing.Tests;

public sealed class StoreConformanceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Every_check_has_a_name_of_its_own() => Assert.Distinct(StoreConformance.For(new InMemoryHarness()).Select(check => check.Name));

    [Theory]
    [InlineData(StoreCapability.Reopening)]
    [InlineData(StoreCapability.SeveralHosts)]
    [InlineData(StoreCapability.BreakableStatements)]
    [InlineData(StoreCapability.LittleRoom)]
    [InlineData(StoreCapability.ReadOnlyPlace)]
    [InlineData(StoreCapability.NewerSchema)]
    public async Task A_check_that_does_not_apply_says_why_and_never_passes(StoreCapability capability)
    {
        var (all, without) = (StoreConformance.For(new InMemoryHarness()), StoreConformance.For(new InMemoryHarness(lacks: capability)));
        Assert.Equal(all.Select(check => check.Name), without.Select(check => check.Name));
        var missing = without.Where(check => check.NotApplicable is not null).ToArray();
        Assert.NotEmpty(missing);
        foreach (var check in missing)
        {
            var error = await Assert.ThrowsAsync<NotApplicableException>(() => check.RunAsync(None));
            Assert.Equal(check.NotApplicable, error.Reason);
            Assert.Contains(check.Name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_harness_that_breaks_nothing_does_not_pass_for_one_that_does()
    {
        var failed = new List<string>();
        foreach (var check in StoreConformance.For(new IdleHarness()))
        {
            var error = await Record.ExceptionAsync(() => check.RunAsync(None));
            failed.AddRange(error is ConformanceException ? [check.Name] : []);
        }

        Assert.Equal(
            [
                "A store of a newer version is refused and not touched", "A host that dies between any two statements leaves all of a commit or nothing", "A commit that fails at any statement leaves nothing and can be repeated",
                "A host that dies under many commits leaves each whole or absent and all that were answered", "A replay that fails at any statement replays nothing", "A purge that fails at any statement forgets nothing",
                "A decision that fails at any statement is not made", "A takeover that fails at any statement leaves the holder", "A full store refuses the commit and goes on when there is room", "A place that may not be written is refused and not touched",
                "Any sequence of commits of which some break leaves what a list would hold",
            ],
            failed);
    }

    [Fact]
    public async Task A_place_that_is_not_what_its_harness_says_is_named()
    {
        var check = StoreConformance.For(new PlainHarness()).Single(check => check.Name.StartsWith("A full store", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync(None));
        Assert.Contains("IChangeablePlace", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_is_no_broken_promise() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoreConformance.For(new PlainHarness(endless: true))[0].RunAsync(new CancellationTokenSource(TimeSpan.FromMilliseconds(1)).Token));

    [Fact]
    public async Task What_was_expected_and_seen_is_said_in_a_line()
    {
        var check = StoreConformance.For(new InMemoryHarness(PlantedBug.All.Single(bug => bug.Name == "loads the newest first").Spoil)).Single(check => check.Name.StartsWith("Ids follow", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync(None));
        Assert.Contains("expected ['1', '2', '3']; saw ['3', '2', '1'].", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Says that it can do everything and does nothing.</summary>
    private sealed class IdleHarness : IStoreHarness
    {
        public string? Lacks(StoreCapability capability) => null;

        public ValueTask<IStorePlace> PrepareAsync(TimeProvider time, CancellationToken cancellationToken) => new(new IdlePlace(time));
    }

    private sealed class IdlePlace(TimeProvider time) : IStorePlace, IBreakablePlace, IChangeablePlace
    {
        private readonly StoreMemory memory = new();

        public StorePorts Create() => StorePorts.Of(new InMemoryStore(memory, new(), time));

        public void Break(int statement, bool hostDies)
        {
        }

        public bool Mend() => false;

        public ValueTask ChangeAsync(PlaceCondition condition, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask<string> ReadContentAsync(CancellationToken cancellationToken) => new("");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Says that it can do everything and has a place that can't, or that never opens.</summary>
    private sealed class PlainHarness(bool endless = false) : IStoreHarness
    {
        public string? Lacks(StoreCapability capability) => null;

        public ValueTask<IStorePlace> PrepareAsync(TimeProvider time, CancellationToken cancellationToken) => new(new PlainPlace(time, endless));
    }

    private sealed class PlainPlace(TimeProvider time, bool endless) : IStorePlace
    {
        public StorePorts Create()
        {
            var ports = StorePorts.Of(new InMemoryStore(new(), new(), time));
            return endless ? ports with { Writer = new EndlessWriter() } : ports;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class EndlessWriter : IStoreWriter
    {
        private readonly TaskCompletionSource never = new();

        public async ValueTask OpenAsync(CancellationToken cancellationToken) => await never.Task;

        public ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
