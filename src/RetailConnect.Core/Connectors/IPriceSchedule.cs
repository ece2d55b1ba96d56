namespace RetailConnect;

/// <summary>Tells the planned prices of SKUs, from wherever a retailer keeps them: sales prices of the ERP behind a page of its own, a price engine, a table. A partner implements it, and a catalogue sync names it.</summary>
/// <remarks>Thread-safe, and without state that counts: what it told is kept by the engine. What it can't tell it throws; unknown is not none.</remarks>
public interface IPriceSchedule
{
    /// <summary>Returns the planned prices of SKUs, those that hold and those to come; a SKU that is left out has none. What is over may be told or not.</summary>
    /// <exception cref="ConnectorException">Its source refused or failed.</exception>
    ValueTask<IReadOnlyDictionary<Sku, IReadOnlyList<PlannedPrice>>> LoadAsync(PriceRequest request, CancellationToken cancellationToken);

    /// <summary>Tells of which SKUs the plans changed since a cursor: added, corrected, taken back. Telling too many, or the same again, does no harm.</summary>
    /// <remarks>The cursor belongs to the schedule: it should be captured before the read, so that what changes during it is told next time. It is asked as often as the sync polls.</remarks>
    /// <exception cref="ConnectorException">Its source refused or failed.</exception>
    ValueTask<PriceNews> ReadNewsAsync(PriceNewsRequest request, CancellationToken cancellationToken);
}
