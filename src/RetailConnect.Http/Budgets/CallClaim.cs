namespace RetailConnect.Http;

/// <summary>What a call asks of a budget.</summary>
/// <param name="Tenant">Tenant on whose behalf it is made.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="Cost">Cost in the vendor's units; 1 where every call costs the same.</param>
public readonly record struct CallClaim(TenantId Tenant, CallPriority Priority, double Cost = 1);
