namespace RetailConnect;

/// <summary>Holds units back for somebody until a time: a basket, a phone order, goods for a window display. The channels offer that much less.</summary>
/// <remarks>Thread-safe. Any host may be asked; the one that works for the tenant brings the channels in line.</remarks>
public interface IStockReservations
{
    /// <summary>Holds units back. Durable when it returns; a repeat of the same id changes nothing, also after it was released or has expired. Units that are not there can be held back too: nobody is asked.</summary>
    /// <exception cref="ArgumentException">There is no such tenant, the tenant has no inventory sync or no such location, or the reservation makes no sense.</exception>
    /// <exception cref="StoreException">The store can't be written.</exception>
    ValueTask ReserveAsync(TenantId tenant, StockReservation reservation, CancellationToken cancellationToken);

    /// <summary>Gives units free before their time; false when nothing is held back under the id.</summary>
    /// <exception cref="ArgumentException">There is no such tenant.</exception>
    /// <exception cref="StoreException">The store can't be read or written.</exception>
    ValueTask<bool> ReleaseAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Lists what is held back, by its parts where it is a kit, soonest end first; 10,000 at most.</summary>
    /// <exception cref="ArgumentException">There is no such tenant.</exception>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<IReadOnlyList<StockReservation>> ListAsync(TenantId tenant, CancellationToken cancellationToken);
}
