namespace RetailConnect;

/// <summary>Which source's word stands for what of a person whom several of them know. Without a rule what was said last stands.</summary>
/// <remarks>Whatever the rules, a blank never takes the place of something known: null means unknown. Not thread-safe; it is composed at start.</remarks>
public sealed class Survivorship
{
    private readonly Dictionary<CustomerField, IReadOnlyList<string>> preferred = [];

    /// <summary>Keeps consent withdrawn as long as any source says that it is, whatever another one says; so it is in any case once a field prefers sources. Default false.</summary>
    public bool KeepWithdrawals { get; set; }

    /// <summary>The sources of each field that has a rule, best first.</summary>
    internal IReadOnlyDictionary<CustomerField, IReadOnlyList<string>> Preferred => preferred;

    internal bool IsOn => KeepWithdrawals || preferred.Count > 0;

    /// <summary>Takes a field from the first of some sources that has it; where none of them does, what was said last by another one stands. It holds whichever of them changed last. Said again of a field, the later rule holds.</summary>
    /// <param name="field">The field.</param>
    /// <param name="sources">Connections that the sync reads, best first; none of them may be written to by a customers sync, because what was written there could not be told from its own word.</param>
    public Survivorship Prefer(CustomerField field, params IReadOnlyList<string> sources)
    {
        preferred[field] = sources;
        return this;
    }
}
