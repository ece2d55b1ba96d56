namespace RetailConnect;

/// <summary>Settings of an inventory sync.</summary>
public sealed class InventoryOptions : SyncOptions
{
    /// <summary>Units that are never offered of a variant at a place for which no rule of <see cref="Buffers"/> says otherwise. Default 0.</summary>
    public int SafetyBuffer { get; set; }

    /// <summary>Rules for the units that are never offered; the first that fits counts. Default none.</summary>
    public IList<BufferRule> Buffers { get; } = [];

    /// <summary>Locations of channels that offer what several locations of the ERP have together. Default none.</summary>
    public IList<LocationGroup> Groups { get; } = [];

    /// <summary>Computes what may be sold; null takes <see cref="StockFigures.Sellable"/>. Default null.</summary>
    public IStockFormula? Formula { get; set; }

    /// <summary>Largest share of a batch that may fall to zero before the batch is parked for a person; applies to batches of 20 lines and more. Default 0.5.</summary>
    public double MostZeroed { get; set; } = 0.5;
}
