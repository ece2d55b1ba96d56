using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RetailConnect.AspNetCore.Health;

/// <summary>Says whether the host can record what it is sent, and how each tenant stands.</summary>
internal sealed class EngineHealth(IRetailConnect engine, ITenantCatalog catalog) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var standings = new Dictionary<string, object>();
        var unbalanced = new List<string>();
        try
        {
            foreach (var tenant in await catalog.ListAsync(cancellationToken))
            {
                var status = await engine.StatusAsync(tenant.Id, cancellationToken);
                standings[tenant.Id.Value] = Told(status);
                if (!status.Balanced)
                {
                    unbalanced.Add(tenant.Id.Value);
                }
            }
        }
        catch (StoreException exception)
        {
            return new(context.Registration.FailureStatus, $"The store is not available: {exception.Message} Webhooks are answered 503 and nothing is synced until it is; it is tried again and again.", exception, standings);
        }

        return unbalanced.Count == 0
            ? HealthCheckResult.Healthy("The store is available.", standings)
            : HealthCheckResult.Degraded($"Accepted envelopes are unaccounted for: {string.Join(", ", unbalanced)}.", data: standings);
    }

    /// <summary>A host that stands by for another one is well: it is not ready, and says so.</summary>
    private static string Told(TenantStatus status) => string.Create(CultureInfo.InvariantCulture,
        $"{(status.Ready ? "ready" : "not ready: its connections are not open yet, or another host works for it")}, {status.Waiting} waiting, {status.Lanes.Sum(lane => lane.DeadLettered)} dead letters");
}
