namespace RetailConnect;

/// <summary>What a comparison found wrong with one thing.</summary>
public enum DiscrepancyKind
{
    /// <summary>The target lacks it.</summary>
    Missing,

    /// <summary>Both have it, and a field differs.</summary>
    Different,

    /// <summary>The target has it, and no source says that it should.</summary>
    OnlyInTarget,

    /// <summary>One side has it more than once, so that nothing can be paired.</summary>
    Ambiguous,
}
