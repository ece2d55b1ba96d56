namespace RetailConnect;

/// <summary>Settings of a returns sync.</summary>
public sealed class ReturnsOptions : SyncOptions;
