namespace RetailConnect;

/// <summary>Says which location of a connection is which canonical location.</summary>
/// <param name="Connection">Name of the connection.</param>
/// <param name="External">The location's id there.</param>
/// <param name="Code">The canonical location code: the ERP's.</param>
public sealed record LocationMapping(string Connection, ExternalId External, string Code);
