namespace RetailConnect.Sandbox.Square;

/// <summary>One line of a sale or return, as the judge sees it.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Units">Units.</param>
/// <param name="UnitPrice">Price of one unit before discounts.</param>
/// <param name="Total">What was paid or given back for the line.</param>
/// <param name="Returned">Units of a sale that came back to a store so far.</param>
public sealed record PosLine(string Sku, decimal Units, decimal UnitPrice, decimal Total, decimal Returned);
