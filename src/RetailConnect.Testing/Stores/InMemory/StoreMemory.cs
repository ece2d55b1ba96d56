namespace RetailConnect.Testing;

/// <summary>What in-memory stores hold. Stores that were given the same one are hosts that share it, and what one of them saved is there when the next is opened.</summary>
/// <remarks>Thread-safe. It ends with the process.</remarks>
public sealed class StoreMemory
{
    private readonly Lock gate = new();
    private volatile MemoryState state = MemoryState.Empty;

    /// <summary>What is held now; it never changes, the next state is another one.</summary>
    internal MemoryState State => state;

    /// <summary>Makes the next state of the present one and holds it; when that fails, the present one stays whole.</summary>
    internal T Change<T>(Func<MemoryState, (MemoryState State, T Answer)> change)
    {
        lock (gate)
        {
            var (next, answer) = change(state);
            state = next;
            return answer;
        }
    }
}
