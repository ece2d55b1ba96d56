namespace RetailConnect;

/// <summary>What a system holds of an entity is not known any more: the recorded fingerprint of its content is forgotten, so that the next change is written and not taken for what is there already.</summary>
/// <param name="Scope">Where the entity's links are.</param>
/// <param name="Canonical">Id inside RetailConnect.</param>
/// <param name="Unless">A recorded fingerprint that is not doubted; null doubts any.</param>
public sealed record ContentDoubt(CrosswalkScope Scope, CanonicalId Canonical, string? Unless = null);
