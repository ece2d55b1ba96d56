using RetailConnect.Tests;

namespace RetailConnect.Testing.Tests;

/// <summary>Brings the in-memory store to its checks.</summary>
/// <param name="spoil">Plants a bug; null leaves the store as it is.</param>
/// <param name="lacks">A further capability that is said to be missing.</param>
internal sealed class InMemoryHarness(Func<StorePorts, StorePorts>? spoil = null, StoreCapability? lacks = null) : IStoreHarness
{
    public string? Lacks(StoreCapability capability) => capability switch
    {
        StoreCapability.ReadOnlyPlace => "Memory can always be written.",
        StoreCapability.NewerSchema => "It has no schema: what it holds ends with the process.",
        _ when capability == lacks => "The test wants it so.",
        _ => null,
    };

    public ValueTask<IStorePlace> PrepareAsync(TimeProvider time, CancellationToken cancellationToken) => new(new MemoryPlace(time, spoil));

    private sealed class MemoryPlace(TimeProvider time, Func<StorePorts, StorePorts>? spoil) : IStorePlace, IBreakablePlace, IChangeablePlace
    {
        private readonly StoreMemory memory = new();
        private readonly StatementFaults faults = new();
        private int most;

        public StorePorts Create()
        {
            var start = faults.Start;
            var ports = StorePorts.Of(new InMemoryStore(memory, new() { MostEnvelopes = most }, time) { Step = confirmed => Pass(start, confirmed) });
            return spoil is null ? ports : spoil(ports);
        }

        public void Break(int statement, bool hostDies) => faults.Break(statement, hostDies);

        public bool Mend() => faults.Mend();

        public ValueTask ChangeAsync(PlaceCondition condition, CancellationToken cancellationToken)
        {
            most = condition is PlaceCondition.Narrow ? 50 : 0;
            return ValueTask.CompletedTask;
        }

        public ValueTask<string> ReadContentAsync(CancellationToken cancellationToken) => new($"{memory.State.LastId}");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Pass(int start, bool confirmed)
        {
            try
            {
                faults.Pass(start, confirmed);
            }
            catch (BrokenStatementException broken)
            {
                throw new StoreException("The commit was broken.", broken);
            }
        }
    }
}
