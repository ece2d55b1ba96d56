namespace RetailConnect;

/// <summary>Units of one order line that were fulfilled.</summary>
/// <param name="OrderLine">Id of the order line.</param>
/// <param name="Quantity">Units.</param>
public sealed record FulfilledLine(ExternalId OrderLine, Quantity Quantity);
