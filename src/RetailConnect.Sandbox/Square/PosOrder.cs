namespace RetailConnect.Sandbox.Square;

/// <summary>One sale or return, as the judge sees it.</summary>
/// <param name="Id">Id of the order.</param>
/// <param name="Location">Location.</param>
/// <param name="Customer">Customer's id; null for an anonymous one.</param>
/// <param name="Total">Total paid or given back.</param>
/// <param name="Source">Id of the sale that a return belongs to; null otherwise.</param>
/// <param name="Reference">Number of a sale elsewhere that a return belongs to; null otherwise.</param>
/// <param name="Lines">Lines.</param>
public sealed record PosOrder(string Id, string Location, string? Customer, decimal Total, string? Source, string? Reference, IReadOnlyList<PosLine> Lines);
