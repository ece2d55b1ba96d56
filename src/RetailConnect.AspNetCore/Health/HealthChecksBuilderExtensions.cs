using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailConnect.AspNetCore.Health;

namespace RetailConnect;

/// <summary>Adds RetailConnect to a host's health checks.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>Adds a check that fails while the store is not available, and is degraded while an accepted envelope is unaccounted for; its data says how each tenant stands.</summary>
    /// <param name="checks">The host's checks.</param>
    /// <param name="name">Name of the check.</param>
    /// <param name="failureStatus">Status while the store is not available; null for unhealthy.</param>
    public static IHealthChecksBuilder AddRetailConnect(this IHealthChecksBuilder checks, string name = "retailconnect", HealthStatus? failureStatus = null) =>
        checks.AddCheck<EngineHealth>(name, failureStatus, ["ready"]);
}
