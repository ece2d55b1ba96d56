namespace RetailConnect;

/// <summary>A link to save: replaces the link that the canonical id had in this scope.</summary>
/// <param name="Scope">Where it belongs.</param>
/// <param name="Canonical">Id inside RetailConnect.</param>
/// <param name="External">Id in the connected system.</param>
/// <param name="Fingerprint">Fingerprint of the content that was written; null leaves the recorded one.</param>
public sealed record CrosswalkLink(CrosswalkScope Scope, CanonicalId Canonical, ExternalId External, string? Fingerprint);
