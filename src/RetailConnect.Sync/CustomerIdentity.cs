namespace RetailConnect;

/// <summary>A person as the systems know it.</summary>
/// <param name="Person">The canonical id.</param>
/// <param name="Ids">The person's ids in all systems, oldest first.</param>
/// <param name="Merged">Persons who were merged into this one, with the profiles that came with them.</param>
public sealed record CustomerIdentity(CanonicalId Person, IReadOnlyList<SavedLink> Ids, IReadOnlyList<MergedCustomer> Merged);
