namespace RetailConnect.Testing;

/// <summary>In which condition a store finds its place.</summary>
public enum PlaceCondition
{
    /// <summary>As it was made.</summary>
    Usual,

    /// <summary>It has room for less than 2,000 envelopes of 20 kB; what is purged makes room.</summary>
    Narrow,

    /// <summary>It can be read but not written.</summary>
    ReadOnly,

    /// <summary>A newer version of the code wrote it.</summary>
    Newer,
}
