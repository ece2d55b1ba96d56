namespace RetailConnect;

/// <summary>A connection gives the content of its products' pictures.</summary>
public sealed record ImageCapability : Capability;
