namespace RetailConnect;

/// <summary>Whether a product may be sold.</summary>
public enum ProductStatus
{
    /// <summary>On sale.</summary>
    Active,

    /// <summary>Kept, but not on sale.</summary>
    Archived,
}
