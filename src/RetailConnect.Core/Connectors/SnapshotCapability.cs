namespace RetailConnect;

/// <summary>A connection can show what it holds of a canonical type, for comparisons.</summary>
/// <param name="Type">The type.</param>
/// <param name="Fields">Fields that each observation has.</param>
/// <param name="KeysAtOnce">Most keys of one request by key.</param>
public sealed record SnapshotCapability(EntityType Type, IReadOnlyList<string> Fields, int KeysAtOnce) : Capability
{
    /// <summary>True when the system answers by key only and lists nothing: what nobody asks for is not seen.</summary>
    public bool ByKeyOnly { get; init; }
}
