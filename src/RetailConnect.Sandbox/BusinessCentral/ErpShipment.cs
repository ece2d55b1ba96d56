namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>One posted shipment, as the judge sees it.</summary>
/// <param name="Number">Number.</param>
/// <param name="Reference">External document number.</param>
/// <param name="Lines">Item lines: number of the item, units.</param>
public sealed record ErpShipment(string Number, string Reference, IReadOnlyList<(string Item, decimal Units)> Lines);
