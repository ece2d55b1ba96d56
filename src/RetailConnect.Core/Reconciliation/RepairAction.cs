namespace RetailConnect;

/// <summary>What a repair does about one discrepancy.</summary>
public enum RepairAction
{
    /// <summary>What the source says now is written to the target once more, through the whole pipeline.</summary>
    WriteAgain,

    /// <summary>Nothing; a person has to decide.</summary>
    LeaveToPerson,
}
