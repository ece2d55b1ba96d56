using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>What people do at the end of a day on which a sale could not be read: the vendor mends it, and an operator replays what was parked because of it.</summary>
/// <param name="retailer">The retailer.</param>
/// <param name="unreadable">The sale; null for a day without one.</param>
/// <param name="broken">Hears what should not have been parked.</param>
/// <param name="isOver">True once the life has ended in which they do it.</param>
internal sealed class Mending(RetailerInProcess retailer, UnreadableSale? unreadable, List<string> broken, Func<bool> isOver)
{
    private const int MostRounds = 5;

    /// <summary>The sale itself, and what waited for it in vain.</summary>
    private static readonly string[] Expected = [Reasons.UnknownValue, Reasons.UnknownOrder];

    public async Task RunAsync()
    {
        if (isOver() || unreadable is not { WasRead: true })
        {
            return;
        }

        if (!unreadable.IsMended)
        {
            var letters = await ParkedAsync();
            broken.AddRange(letters.Count == 0 ? ["unreadable: the sale that could not be read is parked nowhere"] : letters.Where(letter => !Expected.Contains(letter.Reason)).Select(letter => $"unreadable: {letter.Lane} {letter.Entity} is parked, {letter.Reason}: {letter.Detail}"));
            unreadable.Mend();
        }

        for (var round = 0; round < MostRounds && !isOver() && (await ParkedAsync()).Count > 0; round++)
        {
            await ReplayAsync();
            await retailer.QuietAsync();
        }
    }

    private async Task<IReadOnlyList<DeadLetter>> ParkedAsync() => await AgainAsync(() => retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 20, CancellationToken.None).AsTask());

    private Task<BulkReplay> ReplayAsync() => AgainAsync(() => retailer.Host.GetRequiredService<IDeadLetters>().ReplayAllAsync(new(RetailerInProcess.Tenant), "operator", null, CancellationToken.None).AsTask());

    /// <summary>The store may be away for a while.</summary>
    private async Task<T> AgainAsync<T>(Func<Task<T>> work)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (StoreException)
            {
                await retailer.Time.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
