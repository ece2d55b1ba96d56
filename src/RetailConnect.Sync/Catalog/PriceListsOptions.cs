namespace RetailConnect;

/// <summary>Settings of a sync of price lists.</summary>
public sealed class PriceListsOptions : SyncOptions;
