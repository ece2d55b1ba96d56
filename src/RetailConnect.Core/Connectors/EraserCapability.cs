namespace RetailConnect;

/// <summary>A connection erases customers.</summary>
public sealed record EraserCapability : Capability;
