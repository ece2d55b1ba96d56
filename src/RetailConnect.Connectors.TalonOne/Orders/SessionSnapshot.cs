using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Orders;

/// <summary>Shows customer sessions by their id, which is our reference of the order. The Integration API lists none.</summary>
/// <remarks>A session of which goods came back counts as closed: how many units came back is a field of its own. A session that is open has no points yet, and is shown as the vendor says.</remarks>
internal sealed class SessionSnapshot(ITalonOneApi api) : ISnapshotSource<Order>
{
    public const int AtOnce = 20;

    public static IReadOnlyList<string> Fields { get; } = [ObservedField.State, ObservedField.Goods, ObservedField.Returned];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll((request.Keys ?? []).Distinct().Select(key => ReadAsync(key, cancellationToken)));
        return new([.. found.OfType<Observation>()], null);
    }

    private async Task<Observation?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var session = (await api.Session(key, cancellationToken).Needed()).CustomerSession;
            IReadOnlyList<CartItem> cart = session?.CartItems ?? [];
            return new(key, key, [
                ObservedField.Of(ObservedField.State, session?.State is "partially_returned" ? ObservedField.Closed : session?.State),
                ObservedField.Of(ObservedField.Goods, cart.Sum(item => item.Quantity * (item.Price ?? 0))),
                ObservedField.Of(ObservedField.Returned, cart.Sum(item => (decimal)(item.ReturnedQuantity ?? 0)))]);
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            return null;
        }
    }
}
