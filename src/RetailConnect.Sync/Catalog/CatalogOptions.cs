namespace RetailConnect;

/// <summary>Settings of a catalogue sync.</summary>
public sealed class CatalogOptions : SyncOptions;
