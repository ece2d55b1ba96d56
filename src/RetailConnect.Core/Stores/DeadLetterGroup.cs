namespace RetailConnect;

/// <summary>Dead letters of a tenant that have one reason.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Lane">Their lane; null when they are counted over all lanes.</param>
/// <param name="Reason">Kebab-case reason.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Oldest">When the first of them was parked.</param>
/// <param name="Newest">When the last of them was parked.</param>
/// <param name="Advice">What a person can do, as the envelope with the largest id says it.</param>
/// <param name="Last">Largest id of an envelope.</param>
public sealed record DeadLetterGroup(TenantId Tenant, LaneKey? Lane, string Reason, long Count, DateTimeOffset Oldest, DateTimeOffset Newest, string Advice, long Last);
