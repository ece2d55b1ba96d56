namespace RetailConnect;

/// <summary>Settings of a customers sync.</summary>
public sealed class CustomersOptions : SyncOptions;
