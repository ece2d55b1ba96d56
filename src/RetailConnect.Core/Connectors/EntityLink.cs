namespace RetailConnect;

/// <summary>One entry of the crosswalk, within a connection: canonical id and external id of one entity.</summary>
/// <param name="Type">Type of the entity.</param>
/// <param name="Canonical">Id inside RetailConnect; for a variant its SKU, for a location its code.</param>
/// <param name="External">Id in the connected system.</param>
public sealed record EntityLink(EntityType Type, CanonicalId Canonical, ExternalId External);
