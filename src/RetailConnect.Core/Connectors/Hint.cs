namespace RetailConnect;

/// <summary>Tells that an entity may have changed; it triggers a read and is never the truth.</summary>
/// <param name="Type">Type of the entity.</param>
/// <param name="Entity">Id of the entity in the system that sent the hint; null means "something of this type": the next poll is brought forward.</param>
/// <param name="Key">Recognises a repeated hint, derived from signed content only (entity, version, body).</param>
public sealed record Hint(EntityType Type, ExternalId? Entity, string Key);
