using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>Compares every lane that can be at the end of a day: what the judge finds in step has no discrepancy either.</summary>
/// <param name="retailer">The retailer.</param>
/// <param name="broken">Hears of each discrepancy.</param>
/// <param name="isOver">True once the life has ended in which it is done.</param>
internal sealed class Comparing(RetailerInProcess retailer, List<string> broken, Func<bool> isOver)
{
    public async Task RunAsync()
    {
        if (isOver())
        {
            return;
        }

        var reconciliation = retailer.Host.GetRequiredService<IReconciliation>();
        foreach (var lane in reconciliation.Lanes(RetailerInProcess.Tenant))
        {
            if (await CompareAsync(reconciliation, lane) is not { } found || isOver())
            {
                return;
            }

            broken.AddRange(found.Discrepancies.Select(item => $"comparison: {lane}, {item.Key} is {item.State} {item.Kind}, {item.Reason}"));
        }
    }

    /// <summary>A system or the store may be away for a while, and a host that lost its lease gets it back.</summary>
    private async Task<Comparison?> CompareAsync(IReconciliation reconciliation, LaneKey lane)
    {
        while (!isOver())
        {
            try
            {
                return await reconciliation.CompareAsync(lane, null, CancellationToken.None);
            }
            catch (Exception exception) when (exception is ConnectorException or StoreException)
            {
                await retailer.Time.WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
            }
        }

        return null;
    }
}
