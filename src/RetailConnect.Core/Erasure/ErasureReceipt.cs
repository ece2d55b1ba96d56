using System.Text.Json.Serialization;

namespace RetailConnect;

/// <summary>What was done when a person was erased: the proof for whoever asked, kept for good. It holds ids and nothing else of the person.</summary>
public sealed record ErasureReceipt
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The person's canonical id.</summary>
    public required CanonicalId Person { get; init; }

    /// <summary>Canonical ids of those who were merged into the person, and were erased too.</summary>
    public IReadOnlyList<CanonicalId> Merged { get; init; } = [];

    /// <summary>The person's ids in all systems. What they say from now on is skipped.</summary>
    public IReadOnlyList<ErasedProfile> Profiles { get; init; } = [];

    /// <summary>Who decided so.</summary>
    public required string By { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When all was done that can be done without a person; null while something waits or is tried again.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What became of the data, place by place.</summary>
    public IReadOnlyList<ErasedPlace> Places { get; init; } = [];

    /// <summary>True when the person was erased before, and this call changed nothing.</summary>
    [JsonIgnore]
    public bool WasErasedBefore { get; init; }
}
