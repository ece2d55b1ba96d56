namespace CustomConnector.Depot.Api.Contracts;

/// <summary>An order as the Depot takes it.</summary>
/// <param name="Reference">Our own id, printed on the packing slip; the Depot does not ask that it is unique.</param>
/// <param name="State">open or cancelled.</param>
/// <param name="Currency">Currency of the prices.</param>
/// <param name="Lines">What to pick.</param>
internal sealed record OrderBody(string Reference, string State, string Currency, IReadOnlyList<OrderLineBody> Lines);

internal sealed record OrderLineBody(string Sku, string Title, decimal Quantity, decimal UnitPrice);

/// <summary>What the Depot says of an order that it holds.</summary>
internal sealed record OrderAnswer(string Id, long Version);
