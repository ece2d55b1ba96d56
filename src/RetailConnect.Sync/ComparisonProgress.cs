namespace RetailConnect;

/// <summary>How far a comparison is.</summary>
/// <param name="Lane">What is compared.</param>
/// <param name="Expected">Things read from the sources.</param>
/// <param name="Total">Things that the sources have in all; null while none of them says.</param>
/// <param name="Observed">Things read from the target.</param>
/// <param name="LookedAtAgain">Things that differed and are looked at again.</param>
/// <param name="Reads">Pages and requests by key that were answered.</param>
public sealed record ComparisonProgress(LaneKey Lane, long Expected, long? Total, long Observed, long LookedAtAgain, long Reads);
