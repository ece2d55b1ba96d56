namespace RetailConnect;

/// <summary>What becomes of a product in a target when its source does not sell it any more.</summary>
public enum WhenGone
{
    /// <summary>It is archived: kept with its history, and not on sale.</summary>
    Archive,

    /// <summary>Nothing: it stays as it is, and its further changes are skipped until it may be sold again.</summary>
    Nothing,
}
