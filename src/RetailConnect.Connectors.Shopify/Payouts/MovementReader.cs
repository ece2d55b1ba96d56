using System.Collections.Concurrent;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Payouts;

/// <summary>Reads the movements that a payout settles. Those of a payout that is final are remembered, because each poll sees the payouts of weeks again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class MovementReader(ShopifyAdmin admin)
{
    private const int AtOnce = 150;
    private const int MostPages = 10_000;

    /// <summary>Movements that are remembered, of all payouts together.</summary>
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<(string Payout, string Status, string Amount), IReadOnlyList<WireMovement>> known = new();

    public async ValueTask<WirePayout> CompleteAsync(WirePayout payout, CancellationToken cancellationToken)
    {
        var key = (payout.Id, payout.Status, payout.Net.Amount);
        if (!known.TryGetValue(key, out var movements))
        {
            movements = await ReadAsync(payout, cancellationToken);
            Keep(key, movements);
        }

        return payout with { Movements = movements };
    }

    private void Keep((string Payout, string Status, string Amount) key, IReadOnlyList<WireMovement> movements)
    {
        if (PayoutKinds.StatusOf(key.Status) is PayoutStatus.Scheduled or PayoutStatus.InTransit)
        {
            return;
        }

        if (known.Sum(entry => entry.Value.Count) + movements.Count > Most)
        {
            known.Clear();
        }

        known[key] = movements;
    }

    /// <summary>The search selects the payout; what it may let through besides is not the payout's.</summary>
    private async ValueTask<IReadOnlyList<WireMovement>> ReadAsync(WirePayout payout, CancellationToken cancellationToken)
    {
        var movements = new List<WireMovement>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var variables = new WindowVariables(AtOnce, after, $"payments_transfer_id:{payout.LegacyResourceId}");
            var answer = (await admin.SendAsync(PayoutDocuments.Movements, variables, AtOnce, ShopifyJson.Default.WindowVariables, ShopifyJson.Default.MovementPage, cancellationToken)).ShopifyPaymentsAccount?.Page
                ?? throw new ConnectorException(FaultKind.Transient, "The shop's account for payments went away while a payout was read.") { MayHaveTakenEffect = false };
            movements.AddRange(answer.Nodes.Where(movement => movement.AssociatedPayout.Id == payout.Id));
            if (answer.PageInfo is not { HasNextPage: true, EndCursor: { } next })
            {
                return movements;
            }

            after = next != after ? next : throw new ConnectorException(FaultKind.Rejected, "Shopify says that there are more movements, but its cursor did not advance.") { Reason = "cursor-stuck" };
        }

        throw new ConnectorException(FaultKind.Rejected, "The movements of a payout did not end.") { Reason = "endless-pages" };
    }
}
