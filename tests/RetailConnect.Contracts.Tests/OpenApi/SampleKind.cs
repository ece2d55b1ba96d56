namespace RetailConnect.Contracts.OpenApi;

/// <summary>How much of what a contract allows a generated answer has.</summary>
internal enum SampleKind
{
    /// <summary>Only what is required.</summary>
    Minimal,

    /// <summary>All objects and lists, and in them only what is required.</summary>
    Sparse,

    /// <summary>Everything.</summary>
    Full,

    /// <summary>All objects and lists, and in them null wherever it is allowed.</summary>
    Nulls,

    /// <summary>Everything, properties that nobody described, and enum values that nobody described.</summary>
    Strange,
}
