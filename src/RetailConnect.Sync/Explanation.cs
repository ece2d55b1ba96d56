namespace RetailConnect;

/// <summary>The story of one entity.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Ids">Its ids in all systems.</param>
/// <param name="Related">Entities that belong to it: the order of a return, the returns of an order.</param>
/// <param name="Events">What happened, oldest first.</param>
/// <param name="IsCut">True when the story is so long that its beginning is left out.</param>
public sealed record Explanation(TenantId Tenant, EntityKey Entity, IReadOnlyList<SavedLink> Ids, IReadOnlyList<EntityKey> Related, IReadOnlyList<ExplainedEvent> Events, bool IsCut);
