namespace RetailConnect.Contracts;

/// <summary>Equal violations of many requests.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Example">Position of the first request in the recording, counted from 1.</param>
/// <param name="Count">How many there are.</param>
public sealed record ViolationGroup(Violation First, int Example, int Count)
{
    /// <summary>Returns the group as one line.</summary>
    public override string ToString() => $"{Count} x (first: request {Example}) {First}";
}
