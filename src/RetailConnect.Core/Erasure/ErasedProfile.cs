namespace RetailConnect;

/// <summary>A profile or customer record of an erased person in one system.</summary>
/// <param name="Connection">Name of the connection.</param>
/// <param name="Id">Its id there.</param>
public readonly record struct ErasedProfile(string Connection, ExternalId Id);
