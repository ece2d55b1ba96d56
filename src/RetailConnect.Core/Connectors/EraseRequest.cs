namespace RetailConnect;

/// <summary>Which customer is to be erased.</summary>
/// <param name="Id">The customer's id in the system.</param>
public sealed record EraseRequest(ExternalId Id);
