namespace RetailConnect;

/// <summary>Settings of a shipments sync.</summary>
public sealed class ShipmentsOptions : SyncOptions;
