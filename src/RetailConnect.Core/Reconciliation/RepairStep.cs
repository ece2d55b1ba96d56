namespace RetailConnect;

/// <summary>What a repair does about one discrepancy, and why.</summary>
/// <param name="Discrepancy">The discrepancy.</param>
/// <param name="Action">What is done.</param>
/// <param name="Why">Why, or what a person can do, in a sentence.</param>
public sealed record RepairStep(Discrepancy Discrepancy, RepairAction Action, string Why);
