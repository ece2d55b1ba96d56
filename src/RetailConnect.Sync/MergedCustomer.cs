namespace RetailConnect;

/// <summary>A person who was merged into another one.</summary>
/// <param name="Person">The canonical id, with which the merge can be taken back.</param>
/// <param name="Profiles">The profiles that came with the person.</param>
public sealed record MergedCustomer(CanonicalId Person, IReadOnlyList<SavedLink> Profiles);
