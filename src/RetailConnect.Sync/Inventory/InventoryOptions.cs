namespace RetailConnect;

/// <summary>Settings of an inventory sync.</summary>
public sealed class InventoryOptions : SyncOptions
{
    /// <summary>Units that are never offered, at every location. Default 0.</summary>
    public int SafetyBuffer { get; set; }

    /// <summary>Largest share of a batch that may fall to zero before the batch is parked for a person; applies to batches of 20 lines and more. Default 0.5.</summary>
    public double MostZeroed { get; set; } = 0.5;
}
